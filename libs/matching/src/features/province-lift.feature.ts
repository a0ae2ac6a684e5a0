import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { type Compared, liftOf, timesText } from './lift';
import { placeText } from './wording';

/** Whether the investor's recent deals in the project's country lean to its province. */
export const provinceLift: Feature = {
  name: 'province-lift',
  group: 'fit',
  label: { zh: '省域偏好', en: 'Leaning to the province' },
  unit: "natural logarithm of the province's share of recent deals in the country over the market's, halving every 18 months",
  missing: {
    zh: '近期投资的省域或市场情况未知',
    en: 'The provinces of recent deals or of the market are unknown',
  },
  defaultCurve: { points: [[-2, -1], [0, 0], [2, 2]], missing: 0 }, // prettier-ignore
  value: (pair) => liftOf(compared(pair)),
  evidence(pair) {
    const { shares, key } = compared(pair);
    return shares?.byKey.get(key?.text ?? '')?.evidence ?? NO_EVIDENCE;
  },
  reason({ project }, value) {
    const here = placeText(project.facts.place, 3);
    const times = timesText(value);
    return { zh: `近期投资中${here.zh}的占比${times.zh}`, en: `Recent deals in ${here.en} are ${times.en}` };
  },
};

function compared({ investor, project }: Pair): Compared {
  return {
    shares: investor.revealed?.recent.places,
    key: project.keys.places[3],
    usual: project.usual?.province,
    among: project.keys.places[1],
  };
}
