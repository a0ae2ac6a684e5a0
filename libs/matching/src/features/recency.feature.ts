import { type Feature, NO_EVIDENCE } from './feature';
import { ago } from './wording';

/** How long ago the investor last invested: whether it is at it just now. */
export const recency: Feature = {
  name: 'recency',
  group: 'fit',
  label: { zh: '投资节奏', en: 'Tempo' },
  unit: 'months since the last deed',
  missing: { zh: '没有已知的投资记录', en: 'No past deal is known' },
  defaultCurve: { points: [[0, 3], [6, 2], [18, -1], [48, -5]], missing: 0 }, // prettier-ignore
  value: ({ investor }) => investor.revealed?.monthsSinceLast,
  evidence: ({ investor }) => investor.revealed?.latestIds.slice(0, 1) ?? NO_EVIDENCE,
  reason({ investor }) {
    const time = ago(investor.revealed?.lastDeed.occurredAt ?? 0, investor.asOf);
    return { zh: `距上次投资 ${time.zh}`, en: `Last invested ${time.en} ago` };
  },
};
