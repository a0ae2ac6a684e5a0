import { encodeEvent, signalRecordedV1 } from '@bole/contracts';
import { derivedId } from '@bole/kernel';
import { type OutboxEvent, type Transaction } from '@bole/persistence';
import { tenantOf } from '@bole/taxonomy';
import { type NewSignal } from './new-signal';

/** A signal whose parties are known. */
export interface ResolvedSignal extends NewSignal {
  readonly investorId: string;
  readonly projectId: string | null;
  /** The city that it belongs to. */
  readonly tenant: string;
}

export interface PresentSignal {
  readonly contentHash: string;
  readonly state: 'recorded' | 'parked';
}

/** Signals as ingest keeps them, within one transaction. */
export class SignalStore {
  constructor(private readonly transaction: Transaction) {}

  /** Of those signals that are kept or parked already: which, and their content. */
  async present(ids: readonly string[]): Promise<Map<string, PresentSignal>> {
    if (ids.length === 0) return new Map();
    // Held, so that none is released before what became of this one is kept; who is being released is waited for.
    const parked = await this.transaction.query<PresentSignal & { id: string }>(
      `select id, facts ->> 'contentHash' as "contentHash", 'parked' as state
       from intake.parked_signal where id = any($1::text[]) order by id for key share`,
      [ids],
    );
    const recorded = await this.transaction.query<PresentSignal & { id: string }>(
      `select id, content_hash as "contentHash", 'recorded' as state from intake.signal where id = any($1::text[])`,
      [ids],
    );
    return new Map([...parked, ...recorded].map((row) => [row.id, row]));
  }

  async resolve(
    signals: readonly NewSignal[],
  ): Promise<{ known: ResolvedSignal[]; unknown: NewSignal[]; foreign: NewSignal[] }> {
    const investors = await this.partyIds(
      'investor',
      signals.map((signal) => signal.investorRef),
    );
    const projects = await this.partyIds(
      'project',
      signals.flatMap((signal) => signal.projectRef ?? []),
    );
    const known: ResolvedSignal[] = [];
    const unknown: NewSignal[] = [];
    const foreign: NewSignal[] = [];
    for (const signal of signals) {
      const investor = investors.get(signal.investorRef);
      const project = signal.projectRef === null ? null : projects.get(signal.projectRef);
      if (investor === undefined || project === undefined) {
        unknown.push(signal);
        continue;
      }
      const tenant = project?.city ?? tenantOf(signal.facts.city);
      if (signal.facts.tenant !== undefined && signal.facts.tenant !== tenant) foreign.push(signal);
      else known.push({ ...signal, investorId: investor.id, projectId: project?.id ?? null, tenant });
    }
    return { known, unknown, foreign };
  }

  /** Returns those that were not there yet. */
  async insert(signals: readonly ResolvedSignal[], now: Date): Promise<ResolvedSignal[]> {
    if (signals.length === 0) return [];
    const rows = signals.map((signal) => ({
      id: signal.id,
      source: signal.facts.source,
      source_id: signal.facts.sourceId,
      investor_id: signal.investorId,
      project_id: signal.projectId,
      city: signal.facts.city ?? null,
      kind: signal.facts.kind,
      occurred_at: signal.facts.occurredAt,
      content_hash: signal.contentHash,
      facts: signal.facts,
      tenant: signal.tenant,
    }));
    const inserted = await this.transaction.query<{ id: string }>(
      `insert into intake.signal
         (id, source, source_id, investor_id, project_id, city, kind, occurred_at, content_hash, facts, tenant, received_at)
       select id, source, source_id, investor_id, project_id, city, kind, occurred_at, content_hash, facts, tenant, $1
       from jsonb_to_recordset($2::jsonb) as r(id text, source text, source_id text, investor_id text, project_id text,
         city text, kind text, occurred_at timestamptz, content_hash text, facts jsonb, tenant text)
       order by id
       on conflict (id) do nothing
       returning id`,
      [now, JSON.stringify(rows)],
    );
    const fresh = new Set(inserted.map((row) => row.id));
    return signals.filter((signal) => fresh.has(signal.id));
  }

  private async partyIds(
    kind: 'investor' | 'project',
    refs: readonly string[],
  ): Promise<Map<string, { readonly id: string; readonly city: string | null }>> {
    if (refs.length === 0) return new Map();
    const city = kind === 'project' ? 'kept.city' : 'null';
    const rows = await this.transaction.query<{ ref: string; id: string; city: string | null }>(
      `select named.ref, kept.id, ${city} as city
       from intake.source_record as named join intake.${kind} as kept on kept.id = named.profile_id
       where named.kind = $1 and named.ref = any($2::text[])
       union all
       select kept.id, kept.id, ${city} from intake.${kind} as kept where kept.id = any($2::text[])`,
      [kind, [...new Set(refs)]],
    );
    return new Map(rows.map((row) => [row.ref, row]));
  }
}

export function recordedSignalEvent(
  signal: Pick<ResolvedSignal, 'id' | 'facts' | 'investorId' | 'projectId' | 'tenant'>,
  now: Date,
): OutboxEvent {
  const {
    source: _source,
    sourceId: _sourceId,
    investor: _investor,
    project: _project,
    tenant: _tenant,
    ...facts
  } = signal.facts;
  return encodeEvent(
    signalRecordedV1,
    {
      ...facts,
      id: signal.id,
      tenant: signal.tenant,
      investor: { id: signal.investorId },
      ...(signal.projectId === null ? {} : { project: { id: signal.projectId } }),
    },
    { id: derivedId('ev', signal.id), source: '/bole/ingest', time: now.toISOString() },
  );
}
