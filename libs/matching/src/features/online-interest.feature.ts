import { type Strength } from '../prepare/prepared';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { signalText } from './dealings-wording';
import { ago, counted } from './wording';

/** What the investor did online about this very project: it shows what is on its mind just now. */
export const onlineInterest: Feature = {
  name: 'online-interest',
  group: 'intent',
  label: { zh: '线上意向', en: 'Interest online' },
  unit: 'weighted signals (a link followed is 1), halving every 3 weeks',
  missing: { zh: '线上没有互动', en: 'Nothing passed online' },
  defaultCurve: { points: [[0, 0], [1, 1], [5, 5], [15, 8]], missing: 0 }, // prettier-ignore
  value: (pair) => strengthOf(pair)?.value,
  evidence: (pair) => strengthOf(pair)?.evidence ?? NO_EVIDENCE,
  reason(pair) {
    const strength = strengthOf(pair);
    if (strength === undefined) return this.missing;
    const { strongest, count } = strength;
    const what = signalText(strongest);
    const time = ago(strongest.occurredAt, pair.investor.asOf);
    if (count === 1) return { zh: `线上:${time.zh}前${what.zh}`, en: `Online: ${what.en} ${time.en} ago` };
    return {
      zh: `线上互动 ${count} 次,最重要的是 ${time.zh}前${what.zh}`,
      en: `${counted(count, 'signal')} online, the strongest ${what.en} ${time.en} ago`,
    };
  },
};

function strengthOf({ investor, project }: Pair): Strength | undefined {
  return investor.withProject.get(project.facts.id)?.interest;
}
