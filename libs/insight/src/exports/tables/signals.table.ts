import { type SignalKind } from '@bole/contracts';
import { channelSql, mediumSql } from '../../contact-signals';
import { checkDays, type DaySpan, withinDays } from '../../days';
import { equals, exportTable, type ExportTable, instant, number, text } from '../export-table';

/** `from` and `to` are days of the signals. */
export interface SignalsFilter extends DaySpan {
  readonly investor?: string | undefined;
  readonly project?: string | undefined;
  readonly kind?: readonly SignalKind[] | undefined;
  readonly channel?: string | undefined;
}

/** The signals of the acting city, in order of time. */
export function signalsTable(filter: SignalsFilter): ExportTable {
  checkDays(filter);
  return exportTable({ zh: '信号', en: 'signals' }, COLUMNS, (given) => ({
    from: `intake.signal as s
      left join lateral (select profile from intake.investor where id = s.investor_id) as investor on true
      left join lateral (select profile from intake.project where id = s.project_id) as project on true`,
    conditions: [
      ...equals('s.investor_id', filter.investor, given),
      ...equals('s.project_id', filter.project, given),
      ...equals(channelSql('s'), filter.channel, given),
      ...(filter.kind === undefined ? [] : [`s.kind = any(${given.add(filter.kind)}::text[])`]),
      ...withinDays('s.occurred_at', filter, given),
    ],
    order: 's.occurred_at, s.id',
  }));
}

const COLUMNS = [
  text('id', '编号', 'Id', 's.id'),
  instant('occurredAt', '发生时间', 'Occurred at', 's.occurred_at'),
  text('kind', '类型', 'Kind', 's.kind'),
  text('medium', '线上/线下', 'Online or offline', mediumSql('s')),
  text('channel', '渠道', 'Channel', channelSql('s')),
  text('investorId', '投资商编号', 'Investor id', 's.investor_id'),
  text('investorZh', '投资商(中文)', 'Investor (Chinese)', `investor.profile -> 'names' ->> 'zh'`),
  text('investorEn', '投资商(英文)', 'Investor (English)', `investor.profile -> 'names' ->> 'en'`),
  text('projectId', '项目编号', 'Project id', 's.project_id'),
  text('projectZh', '项目(中文)', 'Project (Chinese)', `project.profile -> 'names' ->> 'zh'`),
  text('projectEn', '项目(英文)', 'Project (English)', `project.profile -> 'names' ->> 'en'`),
  text('city', '城市代码', 'City', 's.city'),
  text('answer', '答复', 'Answer', 's.answer'),
  number('durationMinutes', '时长(分钟)', 'Minutes', `s.facts ->> 'durationMinutes'`),
  number('amount', '金额', 'Amount', 's.amount'),
  text('currency', '币种', 'Currency', 's.currency'),
  text('note', '备注', 'Note', `s.facts ->> 'note'`),
  text('source', '来源', 'Source', 's.source'),
  text('sourceId', '来源编号', 'Source id', 's.source_id'),
  instant('receivedAt', '接收时间', 'Received at', 's.received_at'),
];
