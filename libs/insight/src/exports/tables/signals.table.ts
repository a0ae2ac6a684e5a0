import { channelSql, mediumSql } from '../../contact-signals';
import { checkDays, type DaySpan, withinDays } from '../../days';
import { type Cut, equals, exportTable, type ExportTable, instant, number, text } from '../export-table';

/** `from` and `to` are days of the signals. */
export interface SignalsFilter extends DaySpan {
  readonly channel?: string | undefined;
}

/** The signals of the acting city, in order of time; `cut` is about a signal called `signal`. */
export function signalsTable(filter: SignalsFilter, cut: Cut): ExportTable {
  checkDays(filter);
  return exportTable({ zh: '信号', en: 'signals' }, COLUMNS, (given) => ({
    from: `intake.signal as signal
      left join lateral (select profile from intake.investor where id = signal.investor_id) as investor on true
      left join lateral (select profile from intake.project where id = signal.project_id) as project on true`,
    conditions: [
      ...cut(given),
      ...equals(channelSql('signal'), filter.channel, given),
      ...withinDays('signal.occurred_at', filter, given),
    ],
    order: 'signal.occurred_at, signal.id',
  }));
}

const COLUMNS = [
  text('id', '编号', 'Id', 'signal.id'),
  instant('occurredAt', '发生时间', 'Occurred at', 'signal.occurred_at'),
  text('kind', '类型', 'Kind', 'signal.kind'),
  text('medium', '线上/线下', 'Online or offline', mediumSql('signal')),
  text('channel', '渠道', 'Channel', channelSql('signal')),
  text('investorId', '投资商编号', 'Investor id', 'signal.investor_id'),
  text('investorZh', '投资商(中文)', 'Investor (Chinese)', `investor.profile -> 'names' ->> 'zh'`),
  text('investorEn', '投资商(英文)', 'Investor (English)', `investor.profile -> 'names' ->> 'en'`),
  text('projectId', '项目编号', 'Project id', 'signal.project_id'),
  text('projectZh', '项目(中文)', 'Project (Chinese)', `project.profile -> 'names' ->> 'zh'`),
  text('projectEn', '项目(英文)', 'Project (English)', `project.profile -> 'names' ->> 'en'`),
  text('city', '城市代码', 'City', 'signal.city'),
  text('answer', '答复', 'Answer', 'signal.answer'),
  number('durationMinutes', '时长(分钟)', 'Minutes', `signal.facts ->> 'durationMinutes'`),
  number('amount', '金额', 'Amount', 'signal.amount'),
  text('currency', '币种', 'Currency', 'signal.currency'),
  text('note', '备注', 'Note', `signal.facts ->> 'note'`),
  text('source', '来源', 'Source', 'signal.source'),
  text('sourceId', '来源编号', 'Source id', 'signal.source_id'),
  instant('receivedAt', '接收时间', 'Received at', 'signal.received_at'),
];
