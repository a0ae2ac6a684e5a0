import { type Feature, NO_EVIDENCE, type Pair } from './feature';
import { STAGE_NAMES } from './stage-names';
import { type Compared, liftOf, timesText } from './lift';

/** Whether the investor's recent rounds lean to the stage that the project seeks. */
export const stageLift: Feature = {
  name: 'stage-lift',
  group: 'fit',
  label: { zh: '阶段偏好', en: 'Leaning to the stage' },
  unit: "natural logarithm of the stage's share of recent rounds over the market's, halving every 18 months",
  missing: {
    zh: '项目、近期投资或市场的融资阶段未知',
    en: 'The stages of the project, of recent rounds or of the market are unknown',
  },
  defaultCurve: { points: [[-2, -1], [0, 0], [2, 2]], missing: 0 }, // prettier-ignore
  value: (pair) => liftOf(compared(pair)),
  evidence: ({ investor, project }) =>
    investor.revealed?.recent.stages.byKey.get(project.facts.fundingStage ?? '')?.evidence ?? NO_EVIDENCE,
  reason({ project }, value) {
    const stage = STAGE_NAMES[project.facts.fundingStage ?? 'other'];
    const times = timesText(value);
    return {
      zh: `近期参与的轮次中${stage.zh}的占比${times.zh}`,
      en: `Recent ${stage.en} rounds are ${times.en}`,
    };
  },
};

function compared({ investor, project }: Pair): Compared {
  return {
    shares: investor.revealed?.recent.stages,
    key: project.keys.stage,
    usual: project.usual?.stage,
  };
}
