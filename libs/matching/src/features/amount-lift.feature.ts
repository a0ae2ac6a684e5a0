import { type PreparedInvestor } from '../prepare/prepared';
import { likeAmounts } from '../prepare/usual';
import { type Feature, NO_EVIDENCE } from './feature';
import { timesText } from './lift';
import { moneyText } from './wording';

/** Whether the investor takes part in deals of just the project's size more often than others do: it may have several usual sizes. */
export const amountLift: Feature = {
  name: 'amount-lift',
  group: 'fit',
  label: { zh: '金额偏好', en: 'Leaning to the amount' },
  unit: "natural logarithm of the density of its deals at the amount over the market's, halving every 3 years",
  missing: {
    zh: '项目、过往交易或市场的金额未知',
    en: 'The amounts of the project, of past deals or of the market are unknown',
  },
  defaultCurve: { points: [[-2, -2], [0, 0], [1.5, 2]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const amounts = investor.revealed?.amounts;
    const usual = project.usual?.amount;
    const { logCapex } = project;
    if (amounts === undefined || usual === undefined || logCapex === undefined) return undefined;
    const { logs, weights, total } = amounts;
    let near = DOUBT * usual;
    for (let at = 0; at < logs.length; at++)
      near += (weights[at] ?? 0) * likeAmounts(logs[at] ?? 0, logCapex);
    return Math.log(near / (total + DOUBT) / usual);
  },
  evidence({ investor, project }) {
    const { logCapex } = project;
    return logCapex === undefined ? NO_EVIDENCE : nearest(investor, logCapex);
  },
  reason({ project }, value) {
    const amount = moneyText(10 ** (project.logCapex ?? 0));
    const times = timesText(value);
    return {
      zh: `过往交易中 ${amount.zh}上下的占比${times.zh}`,
      en: `Past deals of around ${amount.en} are ${times.en}`,
    };
  },
};

/** So many deals of the market's own amounts are added: few deals are no habit. */
const DOUBT = 2;

/** The deals of the nearest amounts, of equal ones the later first. */
function nearest({ revealed }: PreparedInvestor, logCapex: number): string[] {
  if (revealed === undefined) return [];
  const { all, signalIds } = revealed.entries;
  return all
    .flatMap(({ logAmount, occurredAt }, at) =>
      logAmount === undefined
        ? []
        : [{ apart: Math.abs(logAmount - logCapex), occurredAt, signalId: signalIds[at] ?? '' }],
    )
    .sort((a, b) => a.apart - b.apart || b.occurredAt - a.occurredAt)
    .slice(0, 3)
    .map(({ signalId }) => signalId);
}
