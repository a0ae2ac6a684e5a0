import { type Feature, NO_EVIDENCE } from './feature';
import { counted } from './wording';

/** How much the investor invests just now, next to its two years. */
export const pace: Feature = {
  name: 'pace',
  group: 'fit',
  label: { zh: '近期力度', en: 'Pace' },
  unit: 'projects invested in within the last 12 months',
  missing: { zh: '没有已知的投资记录', en: 'No past deal is known' },
  defaultCurve: { points: [[0, 0]], missing: 0 },
  value: ({ investor }) => investor.revealed?.counts.last12Months,
  evidence({ investor }) {
    if ((investor.revealed?.counts.last12Months ?? 0) === 0) return NO_EVIDENCE;
    return investor.revealed?.latestIds ?? NO_EVIDENCE;
  },
  reason(_pair, value) {
    if (value === 0) return { zh: '近一年没有投资', en: 'No deal in the last year' };
    return { zh: `近一年投了 ${value} 个项目`, en: `${counted(value, 'project')} in the last year` };
  },
};
