import { type Feature, NO_EVIDENCE } from './feature';
import { counted, moneyText } from './wording';

/** Whether the capital that the project seeks is of the size of the deals in which the investor has taken part. */
export const revealedSize: Feature = {
  name: 'revealed-size',
  group: 'fit',
  label: { zh: '以往交易规模', en: 'Size of past deals' },
  unit: 'standard deviations of log10 of the amount from the mean of past deals, without sign',
  missing: { zh: '项目金额或以往交易金额未知', en: 'The amount sought or those of past deals are unknown' },
  defaultCurve: { points: [[0, 4], [1, 2.5], [2, -1], [4, -6]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const past = investor.revealed?.logAmount;
    if (past === undefined || project.logCapex === undefined) return undefined;
    return Math.abs(project.logCapex - past.mean) / past.sd;
  },
  evidence({ investor }) {
    return investor.revealed?.logAmount?.evidence ?? NO_EVIDENCE;
  },
  reason({ investor, project }, value) {
    const past = investor.revealed?.logAmount;
    const mean = moneyText(10 ** (past?.mean ?? 0));
    const deals = past?.deals ?? 0;
    if (value < 1.5)
      return {
        zh: `金额与以往 ${deals} 笔交易相当(多在 ${mean.zh}上下)`,
        en: `The amount is like that of ${counted(deals, 'past deal')} (around ${mean.en})`,
      };
    const larger = (project.logCapex ?? 0) > (past?.mean ?? 0);
    return {
      zh: `金额明显${larger ? '高' : '低'}于以往 ${deals} 笔交易(多在 ${mean.zh}上下)`,
      en: `The amount is well ${larger ? 'above' : 'below'} that of ${counted(deals, 'past deal')} (around ${mean.en})`,
    };
  },
};
