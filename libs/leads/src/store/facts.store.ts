import { type DataOf, DEED_KINDS, type signalRecordedV1 } from '@bole/contracts';
import { type InvestorFacts, type ProjectFacts } from '@bole/matching';
import { type Transaction } from '@bole/persistence';
import { toCny } from '@bole/taxonomy';
import { moveLeads } from '../feed/move-leads';
import { type Party } from '../lead';
import { segmentsOf } from '../candidates/segments';

export interface NewFacts {
  readonly id: string;
  readonly revision: number;
  readonly active: boolean;
  readonly facts: InvestorFacts | ProjectFacts;
  /** Of a project: the city it belongs to, and who may see it. */
  readonly city?: string;
  readonly audience?: string;
}

export type RecordedSignal = DataOf<typeof signalRecordedV1>;

/**
 * Those who write a new pair hold its project in its city until they end (MatchStore): a move waits, to see their pairs. What
 * stays is locked along with what moves, in one order: a batch of signals about the same projects takes it as well.
 */
const MOVING = `
  with newer as materialized (
    select kept.id, kept.city <> r.city as moves from matching.party as kept
      join jsonb_to_recordset($2::jsonb) as r(id text, revision bigint, city text) on r.id = kept.id
    where kept.kind = $1 and kept.revision < r.revision)
  select from matching.party as kept join newer using (id)
  where kept.kind = $1 and exists (select from newer as any_of where any_of.moves)
  order by kept.id for update of kept`;

/**
 * The matcher's own copy of what the canonical topics say, within one transaction. Every change gives the parties that
 * it touches a new stamp: a prepared record in some process's memory is good as long as its stamp is.
 */
export class FactsStore {
  constructor(private readonly transaction: Transaction) {}

  /** Returns the parties whose facts are new; older revisions and repeats change nothing. */
  async saveFacts(kind: Party['kind'], items: readonly NewFacts[]): Promise<string[]> {
    if (items.length === 0) return [];
    const rows = items.map((item) => ({
      id: item.id,
      revision: item.revision,
      active: item.active,
      facts: item.facts,
      city: item.city ?? null,
      audience: item.audience ?? null,
    }));
    await this.transaction.query(MOVING, [kind, JSON.stringify(rows)]);
    const saved = await this.transaction.query<{ id: string }>(
      `with incoming as (
         select * from jsonb_to_recordset($2::jsonb) as r(id text, revision bigint, active boolean, city text, audience text)
       )
       insert into matching.party as kept (kind, id, revision, active, city, audience)
       select $1, id, revision, active, city, audience from incoming order by id
       on conflict (kind, id) do update
         set revision = excluded.revision, active = excluded.active, city = excluded.city,
           audience = excluded.audience, stamp = nextval('matching.stamp')
         where kept.revision < excluded.revision
       returning id`,
      [kind, JSON.stringify(rows)],
    );
    const changed = new Set(saved.map((row) => row.id));
    await this.transaction.query(
      `insert into matching.facts (kind, id, facts, city, audience)
       select $1, id, facts, city, audience
       from jsonb_to_recordset($2::jsonb) as r(id text, facts jsonb, city text, audience text)
       order by id
       on conflict (kind, id) do update set facts = excluded.facts,
         city = excluded.city, audience = excluded.audience`,
      [kind, JSON.stringify(rows.filter((row) => changed.has(row.id)))],
    );
    if (kind === 'project') await this.placeProjects(items.filter((item) => changed.has(item.id)));
    return [...changed];
  }

  private async placeProjects(changed: readonly NewFacts[]): Promise<void> {
    const ids = changed.map(({ id }) => id);
    await moveLeads(this.transaction, ids);
    const segments = changed.flatMap(({ id, audience, facts }) =>
      'place' in facts ? segmentsOf(facts).map((segment) => ({ segment, project_id: id, audience })) : [],
    );
    await this.transaction.query(`delete from matching.project_segment where project_id = any($1::text[])`, [
      ids,
    ]);
    await this.transaction.query(
      `insert into matching.project_segment (segment, project_id, audience)
       select segment, project_id, audience
       from jsonb_to_recordset($1::jsonb) as r(segment text, project_id text, audience text)`,
      [JSON.stringify(segments)],
    );
  }

  /** Returns the signals that are new. */
  async saveSignals(signals: readonly RecordedSignal[]): Promise<RecordedSignal[]> {
    if (signals.length === 0) return [];
    const rows = signals.map((signal) => ({
      id: signal.id,
      investor_id: signal.investor.id,
      project_id: signal.project?.id ?? null,
      city: signal.city ?? null,
      kind: signal.kind,
      deed: signal.project !== undefined && (DEED_KINDS as readonly string[]).includes(signal.kind),
      occurred_at: signal.occurredAt,
      tenant: signal.tenant,
      facts: {
        fundingStage: signal.fundingStage,
        amountCny:
          signal.amount === undefined ? undefined : toCny(signal.amount.amount, signal.amount.currency),
        answer: signal.answer,
        durationMinutes: signal.durationMinutes,
      },
    }));
    const saved = await this.transaction.query<{ id: string }>(
      `insert into matching.signal (id, investor_id, project_id, city, kind, deed, occurred_at, tenant, facts)
       select id, investor_id, project_id, city, kind, deed, occurred_at, tenant, facts
       from jsonb_to_recordset($1::jsonb) as r(id text, investor_id text, project_id text, city text, kind text,
         deed boolean, occurred_at timestamptz, tenant text, facts jsonb)
       order by id
       on conflict (id) do nothing
       returning id`,
      [JSON.stringify(rows)],
    );
    const fresh = new Set(saved.map((row) => row.id));
    const recorded = signals.filter((signal) => fresh.has(signal.id));
    // Projects before investors, everywhere: two batches must not wait for one another.
    await this.touch(
      'project',
      recorded.flatMap((signal) => signal.project?.id ?? []),
    );
    await this.touch(
      'investor',
      recorded.map((signal) => signal.investor.id),
    );
    return recorded;
  }

  /** Empties all that was derived; the topics give it again. */
  async clear(): Promise<void> {
    await this.transaction.query(
      `truncate matching.party, matching.facts, matching.project_segment, matching.signal, matching.task, matching.list,
         matching.match`,
    );
  }

  /** A signal may come before its parties' facts: the party is then known by its stamp alone, and not active yet. */
  private async touch(kind: Party['kind'], ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.transaction.query(
      `insert into matching.party (kind, id) select $1, id from (select distinct unnest($2::text[]) as id order by 1) as touched
       on conflict (kind, id) do update set stamp = nextval('matching.stamp')`,
      [kind, ids],
    );
  }

  /** What a project is colours the revealed profile of all who hold it: returns them. */
  async touchHoldersOf(projectIds: readonly string[]): Promise<string[]> {
    if (projectIds.length === 0) return [];
    const holders = await this.transaction.query<{ investor_id: string }>(
      `select distinct investor_id from matching.signal where deed and project_id = any($1::text[])`,
      [projectIds],
    );
    const ids = holders.map((row) => row.investor_id);
    await this.touch('investor', ids);
    return ids;
  }
}
