import { commonPlaceGrain } from '../facts/place-facts';
import { type Feature, noEvidence } from './feature';
import { placeText } from './wording';

/** How near the project lies to where the investor is at home or already present. */
export const homePlace: Feature = {
  name: 'home-place',
  group: 'fit',
  label: { zh: '现有布局', en: 'Present locations' },
  unit: 'grain in common: 0 none, 1 country, 2 city cluster, 3 province, 4 city',
  missing: { zh: '投资商所在地未知', en: 'Where the investor is located is unknown' },
  defaultCurve: { points: [[0, -2], [1, 1], [2, 2], [3, 3], [4, 3.5]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    if (investor.presence.length === 0) return undefined;
    return investor.presence.reduce(
      (best, place) => Math.max(best, commonPlaceGrain(place, project.facts.place)),
      0,
    );
  },
  evidence: noEvidence,
  reason({ project }, value) {
    const here = placeText(project.facts.place, Math.max(value, 1));
    if (value === 0) return { zh: `在${here.zh}没有布局`, en: `Not present in ${here.en}` };
    return { zh: `已在${here.zh}布局`, en: `Already present in ${here.en}` };
  },
};
