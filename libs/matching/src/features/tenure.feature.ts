import { type Feature, NO_EVIDENCE } from './feature';
import { ago } from './wording';

/** How long the investor has been investing: the old hands go on, the young ones grow. */
export const tenure: Feature = {
  name: 'tenure',
  group: 'fit',
  label: { zh: '投资年限', en: 'Years of investing' },
  unit: 'years since the first deed',
  missing: { zh: '没有已知的投资记录', en: 'No past deal is known' },
  defaultCurve: { points: [[0, 0]], missing: 0 },
  value: ({ investor }) => investor.revealed?.years,
  evidence({ investor }) {
    const first = investor.revealed?.firstDeed;
    return first === undefined ? NO_EVIDENCE : [first.signalId];
  },
  reason({ investor }) {
    const time = ago(investor.revealed?.firstDeed.occurredAt ?? 0, investor.asOf);
    return { zh: `${time.zh}前开始投资`, en: `Made its first deal ${time.en} ago` };
  },
};
