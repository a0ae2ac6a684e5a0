import { type Feature, noEvidence, type Pair } from './feature';
import { orderDistance } from './range-distance';
import { moneyRangeText } from './wording';

/** Whether the capital that the project seeks is what the investor says it can place. */
export const size: Feature = {
  name: 'size',
  group: 'fit',
  label: { zh: '投资规模', en: 'Size of investment' },
  unit: 'powers of ten outside of the range that the investor looks for; below 0 too small, above 0 too large',
  missing: { zh: '投资规模未申报', en: 'The investor or the project names no size of investment' },
  defaultCurve: { points: [[-2, -5], [-0.5, -0.5], [0, 6], [0.3, 0], [1, -6]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const wanted = investor.facts.seeks.capexCny;
    const asked = project.facts.capexCny;
    return wanted === undefined || asked === undefined ? undefined : orderDistance(asked, wanted);
  },
  evidence: noEvidence,
  reason(pair, value) {
    const { asked, wanted } = rangesOf(pair);
    if (value === 0)
      return { zh: `投资规模相符(项目 ${asked.zh})`, en: `The size fits (the project seeks ${asked.en})` };
    if (Math.abs(value) <= NEAR)
      return {
        zh: `规模相近,略${value > 0 ? '大' : '小'}:项目 ${asked.zh},投资商意向 ${wanted.zh}`,
        en: `Close in size, a little ${value > 0 ? 'larger' : 'smaller'}: the project seeks ${asked.en}, the investor looks for ${wanted.en}`,
      };
    return {
      zh: `项目规模偏${value > 0 ? '大' : '小'}:项目 ${asked.zh},投资商意向 ${wanted.zh}`,
      en: `The project is too ${value > 0 ? 'large' : 'small'}: it seeks ${asked.en}, the investor looks for ${wanted.en}`,
    };
  },
};

/** Within a factor of two. */
const NEAR = 0.3;

function rangesOf({ investor, project }: Pair) {
  return {
    asked: moneyRangeText(project.facts.capexCny ?? {}),
    wanted: moneyRangeText(investor.facts.seeks.capexCny ?? {}),
  };
}
