import { type Strength } from '../prepare/prepared';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { signalText } from './dealings-wording';
import { ago, counted, placeText } from './wording';

/** What the investor did online about the city as a whole. */
export const cityInterest: Feature = {
  name: 'city-interest',
  group: 'intent',
  label: { zh: '对城市的线上意向', en: 'Interest in the city online' },
  unit: 'weighted signals (a link followed is 1), halving every 3 weeks',
  missing: { zh: '线上没有关注过该城市', en: 'Nothing passed online about the city' },
  defaultCurve: { points: [[0, 0], [3, 1.5], [12, 3]], missing: 0 }, // prettier-ignore
  value: (pair) => strengthOf(pair)?.value,
  evidence: (pair) => strengthOf(pair)?.evidence ?? NO_EVIDENCE,
  reason(pair) {
    const strength = strengthOf(pair);
    if (strength === undefined) return this.missing;
    const { strongest, count } = strength;
    const what = signalText(strongest);
    const time = ago(strongest.occurredAt, pair.investor.asOf);
    const city = placeText(pair.project.facts.place, 4);
    return {
      zh: `线上关注${city.zh} ${count} 次,最重要的是 ${time.zh}前${what.zh}`,
      en: `${counted(count, 'signal')} online about ${city.en}, the strongest ${what.en} ${time.en} ago`,
    };
  },
};

function strengthOf({ investor, project }: Pair): Strength | undefined {
  const { city } = project.facts.place;
  return city === undefined ? undefined : investor.withCity.get(city)?.interest;
}
