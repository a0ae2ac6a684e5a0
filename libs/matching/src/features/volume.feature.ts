import { type Feature, NO_EVIDENCE } from './feature';
import { counted } from './wording';

/** How much the investor invests at all. */
export const volume: Feature = {
  name: 'volume',
  group: 'fit',
  label: { zh: '投资活跃度', en: 'Volume of activity' },
  unit: 'projects invested in within the last 24 months',
  missing: { zh: '没有已知的投资记录', en: 'No past deal is known' },
  defaultCurve: { points: [[0, -2], [1, 0], [5, 2.5], [20, 5], [80, 7]], missing: 0 }, // prettier-ignore
  value: ({ investor }) => investor.revealed?.counts.last24Months,
  evidence({ investor }) {
    if ((investor.revealed?.counts.last24Months ?? 0) === 0) return NO_EVIDENCE;
    return investor.revealed?.latestIds ?? NO_EVIDENCE;
  },
  reason(_pair, value) {
    if (value === 0) return { zh: '近两年没有投资', en: 'No deal in the last two years' };
    return { zh: `近两年投了 ${value} 个项目`, en: `${counted(value, 'project')} in the last two years` };
  },
};
