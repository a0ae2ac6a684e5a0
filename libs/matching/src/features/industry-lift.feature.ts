import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { type Compared, liftOf, timesText } from './lift';
import { industryText } from './wording';

/** Whether the investor's recent deals lean to the project's own industry, at its finest grain. */
export const industryLift: Feature = {
  name: 'industry-lift',
  group: 'fit',
  label: { zh: '行业偏好', en: 'Leaning to the industry' },
  unit: "natural logarithm of the industry's share of recent deals over the market's, halving every 18 months",
  missing: {
    zh: '项目、近期投资或市场的行业未知',
    en: 'The industries of the project, of recent deals or of the market are unknown',
  },
  defaultCurve: { points: [[-2, -1], [0, 0], [2, 2]], missing: 0 }, // prettier-ignore
  value: (pair) => liftOf(compared(pair)),
  evidence(pair) {
    const { shares, key } = compared(pair);
    return shares?.byKey.get(key?.text ?? '')?.evidence ?? NO_EVIDENCE;
  },
  reason({ project }, value) {
    const industry = industryText(project.facts.industries.codes[0] ?? '');
    const times = timesText(value);
    return {
      zh: `近期投资中${industry.zh}的占比${times.zh}`,
      en: `Recent deals in ${industry.en} are ${times.en}`,
    };
  },
};

function compared({ investor, project }: Pair): Compared {
  return {
    shares: investor.revealed?.recent.industries,
    key: project.keys.industry,
    usual: project.usual?.industry,
  };
}
