import { checkDays } from '../../days';
import { type FunnelFilter } from '../../queries/funnel/funnel.query';
import { STAGE_NAMES, STAGES } from '../../stage-of-signals';
import { pairConditions } from '../../store/funnel.sql';
import { pairsSql } from '../../store/pairs.sql';
import { exportTable, type ExportTable, instant, number, text } from '../export-table';

/** Each pair of an investor and a project of the acting city, with when it reached which stage. */
export function funnelTable(filter: FunnelFilter): ExportTable {
  checkDays(filter);
  return exportTable({ zh: '漏斗', en: 'funnel' }, COLUMNS, (given) => ({
    before: `with ${pairsSql(filter, given)}`,
    from: `pair
      left join lateral (select profile from intake.investor where id = pair.investor_id) as investor on true
      left join lateral (select profile from intake.project where id = pair.project_id) as project on true`,
    conditions: pairConditions(filter, given),
    order: 'pair.project_id, pair.investor_id',
  }));
}

const STAGE_OF = `(array[${STAGES.map((stage) => `'${stage}'`).join(', ')}])[pair.stage + 1]`;

const COLUMNS = [
  text('projectId', '项目编号', 'Project id', 'pair.project_id'),
  text('projectZh', '项目(中文)', 'Project (Chinese)', `project.profile -> 'names' ->> 'zh'`),
  text('projectEn', '项目(英文)', 'Project (English)', `project.profile -> 'names' ->> 'en'`),
  text('investorId', '投资商编号', 'Investor id', 'pair.investor_id'),
  text('investorZh', '投资商(中文)', 'Investor (Chinese)', `investor.profile -> 'names' ->> 'zh'`),
  text('investorEn', '投资商(英文)', 'Investor (English)', `investor.profile -> 'names' ->> 'en'`),
  text('stage', '阶段', 'Stage', STAGE_OF),
  text('channel', '首次接触渠道', 'Channel of the first contact', 'pair.channel'),
  number('signals', '信号数', 'Signals', 'pair.signals'),
  ...STAGES.map((stage, at) =>
    instant(`${stage}At`, `${STAGE_NAMES[stage].zh}时间`, `${STAGE_NAMES[stage].en} at`, `pair.at${at}`),
  ),
  number('amountCny', '签约金额(元)', 'Signed for (CNY)', 'pair.amount_cny'),
];
