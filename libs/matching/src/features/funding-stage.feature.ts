import { type FundingStage } from '@bole/contracts';
import { shareOf } from '../prepare/shares';
import { type Feature, NO_EVIDENCE, type Text } from './feature';

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
    const stage = project.facts.fundingStage;
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

const STAGE_NAMES: Readonly<Record<FundingStage, Text>> = {
  angel: { zh: '天使轮', en: 'angel' },
  'series-a': { zh: ' A 轮融资', en: 'series A' },
  'series-b': { zh: ' B 轮融资', en: 'series B' },
  'series-c+': { zh: ' C 轮及以后融资', en: 'series C or later' },
  venture: { zh: '创业投资', en: 'venture' },
  'private-equity': { zh: '私募股权融资', en: 'private equity' },
  debt: { zh: '债权融资', en: 'debt' },
  'post-ipo': { zh: '上市后融资', en: 'post-IPO' },
  crowdfunding: { zh: '众筹', en: 'crowdfunding' },
  other: { zh: '其他融资', en: 'other' },
};
