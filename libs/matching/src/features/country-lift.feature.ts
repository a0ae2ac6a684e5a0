import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { type Compared, liftOf, timesText } from './lift';
import { placeText } from './wording';

/** Whether the investor's recent deals lean to the project's country. */
export const countryLift: Feature = {
  name: 'country-lift',
  group: 'fit',
  label: { zh: '国别偏好', en: 'Leaning to the country' },
  unit: "natural logarithm of the share of recent deals in the country over the market's share, halving every 18 months",
  missing: {
    zh: '近期投资的国别或市场情况未知',
    en: 'The countries of recent deals or of the market are unknown',
  },
  defaultCurve: { points: [[-3, -2], [0, 0], [2, 2]], missing: 0 }, // prettier-ignore
  value: (pair) => liftOf(compared(pair)),
  evidence: ({ investor, project }) =>
    investor.revealed?.recent.places.byKey.get(project.facts.place.country)?.evidence ?? NO_EVIDENCE,
  reason({ project }, value) {
    const here = placeText(project.facts.place, 1);
    const times = timesText(value);
    return { zh: `近期投资中${here.zh}的占比${times.zh}`, en: `Recent deals in ${here.en} are ${times.en}` };
  },
};

function compared({ investor, project }: Pair): Compared {
  return {
    shares: investor.revealed?.recent.places,
    key: project.keys.places[1],
    usual: project.usual?.country,
  };
}
