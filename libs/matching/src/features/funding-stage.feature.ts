import { shareOf } from '../prepare/shares';
import { type Feature, NO_EVIDENCE } from './feature';
import { STAGE_NAMES } from './stage-names';

/** How often the investor has taken part in rounds of the stage that the project seeks. */
export const fundingStage: Feature = {
  name: 'funding-stage',
  group: 'fit',
  label: { zh: '融资阶段', en: 'Funding stage' },
  unit: 'share of past rounds, 0 to 1, halving every 2 years, one round of doubt',
  missing: { zh: '项目或以往交易的融资阶段未知', en: 'The stage sought or those of past rounds are unknown' },
  defaultCurve: { points: [[0, -3], [0.15, 0], [0.4, 3.5], [0.8, 5]], missing: 0 }, // prettier-ignore
  value({ investor, project }) {
    const shares = investor.revealed?.stages;
    const { stage } = project.keys;
    if (shares === undefined || shares.total === 0 || stage === undefined) return undefined;
    return shareOf(shares, stage);
  },
  evidence({ investor, project }) {
    return investor.revealed?.stages.byKey.get(project.facts.fundingStage ?? '')?.evidence ?? NO_EVIDENCE;
  },
  reason({ investor, project }, value) {
    const stage = STAGE_NAMES[project.facts.fundingStage ?? 'other'];
    const rounds = investor.revealed?.stages.byKey.get(project.facts.fundingStage ?? '')?.projects ?? 0;
    if (value === 0) return { zh: `没有参与过${stage.zh}`, en: `Has taken part in no ${stage.en} round` };
    return {
      zh: `参与过 ${rounds} 次${stage.zh}`,
      en: `Has taken part in ${rounds} ${stage.en} round${rounds === 1 ? '' : 's'}`,
    };
  },
};
