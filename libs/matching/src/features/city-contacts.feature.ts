import { type Strength } from '../prepare/prepared';
import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { signalText } from './dealings-wording';
import { ago, counted, placeText } from './wording';

/** What passed offline between the investor and the city as a whole. */
export const cityContacts: Feature = {
  name: 'city-contacts',
  group: 'relationship',
  label: { zh: '与城市的线下往来', en: 'Contacts with the city offline' },
  unit: 'weighted signals (a call is 1, a site visit 6), halving every year',
  missing: { zh: '与该城市没有线下往来', en: 'Nothing passed offline with the city' },
  defaultCurve: { points: [[0, 0], [3, 2], [12, 4]], missing: 0 }, // prettier-ignore
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
      zh: `与${city.zh}线下往来 ${count} 次,最深的一次是${what.zh},距今 ${time.zh}`,
      en: `${counted(count, 'contact')} with ${city.en} offline, the strongest ${what.en} ${time.en} ago`,
    };
  },
};

function strengthOf({ investor, project }: Pair): Strength | undefined {
  const { city } = project.facts.place;
  return city === undefined ? undefined : investor.withCity.get(city)?.contacts;
}
