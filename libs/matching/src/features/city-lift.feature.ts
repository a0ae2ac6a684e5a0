import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { type Compared, liftOf, timesText } from './lift';
import { placeText } from './wording';

/** Whether the investor's recent deals in the project's province lean to its city. */
export const cityLift: Feature = {
  name: 'city-lift',
  group: 'fit',
  label: { zh: '城市偏好', en: 'Leaning to the city' },
  unit: "natural logarithm of the city's share of recent deals in the province over the market's, halving every 18 months",
  missing: {
    zh: '近期投资的城市或市场情况未知',
    en: 'The cities of recent deals or of the market are unknown',
  },
  defaultCurve: { points: [[-2, -1], [0, 0], [2, 2]], missing: 0 }, // prettier-ignore
  value: (pair) => liftOf(compared(pair)),
  evidence(pair) {
    const { shares, key } = compared(pair);
    return shares?.byKey.get(key?.text ?? '')?.evidence ?? NO_EVIDENCE;
  },
  reason({ project }, value) {
    const here = placeText(project.facts.place, 4);
    const times = timesText(value);
    return { zh: `近期投资中${here.zh}的占比${times.zh}`, en: `Recent deals in ${here.en} are ${times.en}` };
  },
};

function compared({ investor, project }: Pair): Compared {
  return {
    shares: investor.revealed?.recent.places,
    key: project.keys.places[4],
    usual: project.usual?.city,
    among: project.keys.places[3],
  };
}
