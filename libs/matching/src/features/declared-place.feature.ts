import { commonPlaceGrain } from '../facts/place-facts';
import { type Feature, noEvidence, type Pair } from './feature';
import { placeText } from './wording';

/** How near the project lies to where the investor says it wants to go. */
export const declaredPlace: Feature = {
  name: 'declared-place',
  group: 'fit',
  label: { zh: '意向地区', en: 'Places sought' },
  unit: 'grain in common: 0 none, 1 country, 2 city cluster, 3 province, 4 city',
  missing: { zh: '投资商未申报意向地区', en: 'The investor names no place that it looks for' },
  defaultCurve: { points: [[0, -6], [1, 1], [2, 3], [3, 7], [4, 8]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const { places } = investor.facts.seeks;
    if (places.length === 0) return undefined;
    return places.reduce((best, place) => Math.max(best, commonPlaceGrain(place, project.facts.place)), 0);
  },
  evidence: noEvidence,
  reason(pair, value) {
    const here = placeText(pair.project.facts.place, Math.max(value, 1));
    if (value >= 2) return { zh: `意向地区包括${here.zh}`, en: `Looks for places in ${here.en}` };
    const sought = soughtText(pair);
    const there = placeText(pair.project.facts.place, 4);
    if (value === 1)
      return {
        zh: `意向地区(${sought.zh})与${there.zh}只在同一国家`,
        en: `Looks for places in ${sought.en}; ${there.en} is only in the same country`,
      };
    return {
      zh: `意向地区为${sought.zh},不含${there.zh}`,
      en: `Looks for places in ${sought.en}, not in ${there.en}`,
    };
  },
};

function soughtText({ investor }: Pair): { zh: string; en: string } {
  const names = investor.facts.seeks.places.slice(0, 3).map((place) => placeText(place, 4));
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
}
