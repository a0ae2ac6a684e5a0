import { type LogRecord } from '@bole/event-log';
import { type Transaction } from '@bole/persistence';
import { type ReportedSignal } from '../commands/record-signals/record-signals.command';
import { type NewSignal, newSignal } from './new-signal';

/** Signals that wait for a party, within one transaction. The whole record is kept, so that it can still be rejected. */
export class ParkedSignalStore {
  constructor(private readonly transaction: Transaction) {}

  async count(): Promise<number> {
    const [row] = await this.transaction.query<{ count: string }>(
      `select count(*) from intake.parked_signal`,
    );
    return Number(row?.count ?? 0);
  }

  async park(signals: readonly NewSignal[], now: Date): Promise<void> {
    if (signals.length === 0) return;
    const rows = signals.map((signal) => ({
      id: signal.id,
      investor_ref: signal.investorRef,
      project_ref: signal.projectRef,
      facts: { data: signal.facts, contentHash: signal.contentHash },
      record: recordToJson(signal.record),
      tenant: signal.facts.tenant ?? null,
    }));
    await this.transaction.query(
      `insert into intake.parked_signal (id, investor_ref, project_ref, facts, record, tenant, parked_at)
       select id, investor_ref, project_ref, facts, record, tenant, $1
       from jsonb_to_recordset($2::jsonb)
         as r(id text, investor_ref text, project_ref text, facts jsonb, record jsonb, tenant text)
       order by id
       on conflict (id) do nothing`,
      [now, JSON.stringify(rows)],
    );
  }

  /** Takes out, for this transaction to record, up to `limit` signals whose parties are all known now; with `refs`, of those that wait for one of them. */
  async takeReady(limit: number, refs?: readonly string[]): Promise<NewSignal[]> {
    const known = (kind: 'investor' | 'project', ref: string) =>
      `(exists (select from intake.source_record s where s.kind = '${kind}' and s.ref = ${ref})
        or exists (select from intake.${kind} p where p.id = ${ref}))`;
    return this.take(
      `select id from intake.parked_signal w
       where ${known('investor', 'w.investor_ref')} and (w.project_ref is null or ${known('project', 'w.project_ref')})
         ${refs === undefined ? '' : 'and (w.investor_ref = any($2::text[]) or w.project_ref = any($2::text[]))'}
       limit $1 for update skip locked`,
      refs === undefined ? [limit] : [limit, refs],
    );
  }

  /** Takes out up to `limit` signals that have waited since before `before`. */
  async takeExpired(before: Date, limit: number): Promise<NewSignal[]> {
    return this.take(
      `select id from intake.parked_signal where parked_at < $2 limit $1 for update skip locked`,
      [limit, before],
    );
  }

  private async take(selection: string, parameters: readonly unknown[]): Promise<NewSignal[]> {
    const rows = await this.transaction.query<{ facts: { data: ReportedSignal }; record: RecordJson }>(
      `with picked as (${selection})
       delete from intake.parked_signal using picked where parked_signal.id = picked.id
       returning parked_signal.facts, parked_signal.record`,
      parameters,
    );
    return rows.map((row) => newSignal(row.facts.data, recordFromJson(row.record)));
  }
}

interface RecordJson {
  readonly topic: string;
  readonly partition: number;
  readonly position: string;
  readonly timestamp: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

function recordToJson(record: LogRecord): RecordJson {
  return {
    topic: record.topic,
    partition: record.partition,
    position: String(record.position),
    timestamp: record.timestamp.toISOString(),
    key: record.key?.toString('base64') ?? null,
    value: record.value?.toString('base64') ?? null,
    headers: Object.fromEntries(
      Object.entries(record.headers).map(([name, bytes]) => [name, bytes.toString('base64')]),
    ),
  };
}

function recordFromJson(json: RecordJson): LogRecord {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  return {
    topic: json.topic,
    partition: json.partition,
    position: BigInt(json.position),
    timestamp: new Date(json.timestamp),
    key: json.key === null ? null : bytes(json.key),
    value: json.value === null ? null : bytes(json.value),
    headers: Object.fromEntries(Object.entries(json.headers).map(([name, text]) => [name, bytes(text)])),
  };
}
