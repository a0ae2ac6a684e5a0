import { type Strength } from '../prepare/prepared';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { signalText } from './dealings-wording';
import { ago, counted } from './wording';

/** That the investor said no to this very project, until the plan for which it said so is past. */
export const refusals: Feature = {
  name: 'refusals',
  group: 'intent',
  label: { zh: '婉拒', en: 'Refusals' },
  unit: 'refusals ("not now" is 0.4), halving every 6 months',
  missing: { zh: '没有婉拒过', en: 'Has never said no' },
  defaultCurve: { points: [[0, 0], [1, -10], [3, -15]], missing: 0 }, // prettier-ignore
  value: (pair) => strengthOf(pair)?.value,
  evidence: (pair) => strengthOf(pair)?.evidence ?? NO_EVIDENCE,
  reason(pair) {
    const strength = strengthOf(pair);
    if (strength === undefined) return this.missing;
    const { latest, count } = strength;
    const what = signalText(latest);
    const time = ago(latest.occurredAt, pair.investor.asOf);
    if (count === 1) return { zh: `${time.zh}前${what.zh}`, en: `Said no ${time.en} ago (${what.en})` };
    return {
      zh: `婉拒过 ${count} 次,最近一次:${time.zh}前`,
      en: `Said no ${counted(count, 'time')}, last ${time.en} ago`,
    };
  },
};

function strengthOf({ investor, project }: Pair): Strength | undefined {
  return investor.withProject.get(project.facts.id)?.refusals;
}
