import { type Feature, noEvidence } from './feature';
import { orderDistance } from './range-distance';
import { landRangeText, landText } from './wording';

/** Whether the land on offer is as much as the investor looks for. */
export const land: Feature = {
  name: 'land',
  group: 'fit',
  label: { zh: '用地', en: 'Land' },
  unit: 'powers of ten outside of the area that the investor looks for; below 0 too small, above 0 too large',
  missing: { zh: '用地需求或供地面积未申报', en: 'The land sought or offered is not named' },
  defaultCurve: { points: [[-1, -3], [-0.2, -0.5], [0, 2], [0.3, 0.5], [1, -2]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const wanted = investor.facts.seeks.landMu;
    const offered = project.facts.landMu;
    return wanted === undefined || offered === undefined
      ? undefined
      : orderDistance({ min: offered, max: offered }, wanted);
  },
  evidence: noEvidence,
  reason({ investor, project }, value) {
    const offered = landText(project.facts.landMu ?? 0);
    const wanted = landRangeText(investor.facts.seeks.landMu ?? {});
    if (value === 0) return { zh: `用地相符(${offered.zh})`, en: `The land fits (${offered.en})` };
    if (Math.abs(value) <= NEAR)
      return {
        zh: `用地相近,略${value > 0 ? '多' : '少'}:供地 ${offered.zh},需求 ${wanted.zh}`,
        en: `Nearly the land sought: ${offered.en} offered, ${wanted.en} sought`,
      };
    return {
      zh: `用地偏${value > 0 ? '大' : '小'}:供地 ${offered.zh},需求 ${wanted.zh}`,
      en: `Too ${value > 0 ? 'much' : 'little'} land: ${offered.en} offered, ${wanted.en} sought`,
    };
  },
};

/** Within a factor of two. */
const NEAR = 0.3;
