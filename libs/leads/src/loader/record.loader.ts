import {
  type Deed,
  type DeedKind,
  type Holding,
  type InvestorDeed,
  type InvestorFacts,
  prepareInvestor,
  type PreparedInvestor,
  prepareProject,
  type PreparedProject,
  type ProjectFacts,
  type Touch,
} from '@bole/matching';
import { Acting, type UnitOfWork } from '@bole/persistence';
import { LRUCache } from 'lru-cache';
import { type Party } from '../lead';
import { type CityModels } from '../models/city-models';

type Queries = Pick<UnitOfWork, 'query'>;

interface Kept<Prepared> {
  /** Stamps of all that the prepared record was made from; another text means that it is out of date. */
  readonly stamp: string;
  readonly prepared: Prepared;
}

interface KeptProject extends Kept<PreparedProject> {
  /** The version of the model that it was prepared for. */
  readonly model: string;
}

/** Bounds of the memory: a prepared investor takes some 10 kB, a prepared project with much-travelled backers up to 100 kB. */
const MOST_INVESTORS = 3_000;
const MOST_PROJECTS = 1_000;

/**
 * Prepared records by id, as of one instant. Records are kept in memory and checked by their stamps at every use, so
 * what comes out is always what the database holds. Parties without facts, or not active, are left out.
 */
export class RecordLoader {
  private readonly investorCache = new LRUCache<string, Kept<PreparedInvestor>>({ max: MOST_INVESTORS });
  private readonly projectCache = new LRUCache<string, KeptProject>({ max: MOST_PROJECTS });
  private readonly holdingCache = new LRUCache<string, Kept<readonly Holding[]>>({ max: MOST_INVESTORS });

  constructor(private readonly queries: Queries) {}

  async investors(ids: readonly string[], asOf: Date): Promise<Map<string, PreparedInvestor>> {
    const stamps = await this.activeStamps('investor', ids);
    const found = new Map<string, PreparedInvestor>();
    const missing: string[] = [];
    for (const [id, stamp] of stamps) {
      const kept = this.investorCache.get(cacheKey(id, asOf));
      if (kept?.stamp === stamp) found.set(id, kept.prepared);
      else missing.push(id);
    }
    for (const [id, prepared] of await this.readInvestors(missing, asOf)) {
      this.investorCache.set(cacheKey(id, asOf), { stamp: stamps.get(id) ?? '', prepared });
      found.set(id, prepared);
    }
    return found;
  }

  /** Each prepared for the model by which its pairs are scored. */
  async projects(
    ids: readonly string[],
    asOf: Date,
    models: CityModels,
  ): Promise<Map<string, PreparedProject>> {
    const own = await this.activeStamps('project', ids);
    const deeds = await this.deedsIn([...own.keys()]);
    const backersOf = (id: string) => [...new Set((deeds.get(id) ?? []).map((deed) => deed.investorId))];
    const backerStamps = await this.stamps('investor', [...own.keys()].flatMap(backersOf));
    const stampOf = (id: string) =>
      [
        own.get(id) ?? '',
        ...(deeds.get(id) ?? []).map((deed) => backerStamps.get(deed.investorId) ?? ''),
      ].join(' ');
    const kept = new Map(
      [...own.keys()].flatMap((id) => {
        const known = this.projectCache.get(cacheKey(id, asOf));
        return known?.stamp === stampOf(id) ? [[id, known] as const] : [];
      }),
    );
    const facts = new Map([...kept].map(([id, { prepared }]) => [id, prepared.facts]));
    for (const [id, read] of await this.facts<ProjectFacts>(
      'project',
      [...own.keys()].filter((each) => !kept.has(each)),
    ))
      facts.set(id, read);
    await models.read(facts.values());

    const found = new Map<string, PreparedProject>();
    const toPrepare: ProjectFacts[] = [];
    for (const [id, each] of facts) {
      const known = kept.get(id);
      if (known?.model === models.ofProject(each).version) found.set(id, known.prepared);
      else toPrepare.push(each);
    }
    const holdings = await this.holdings(
      [...new Set(toPrepare.flatMap(({ id }) => backersOf(id)))],
      backerStamps,
    );
    for (const each of toPrepare) {
      const { id } = each;
      const { background, version } = models.ofProject(each);
      const record = {
        facts: each,
        deeds: deeds.get(id) ?? [],
        holdings: backersOf(id).flatMap((investor) => holdings.get(investor) ?? []),
      };
      const prepared = prepareProject(record, asOf, background);
      this.projectCache.set(cacheKey(id, asOf), { stamp: stampOf(id), prepared, model: version });
      found.set(id, prepared);
    }
    return found;
  }

  private async readInvestors(ids: readonly string[], asOf: Date): Promise<Map<string, PreparedInvestor>> {
    if (ids.length === 0) return new Map();
    const facts = await this.facts<InvestorFacts>('investor', ids);
    const signals = await this.queries.query<SignalRow>(
      `select id, investor_id, project_id, city, kind, deed, occurred_at, facts from matching.signal where investor_id = any($1::text[])`,
      [ids],
    );
    const projects = await this.facts<ProjectFacts>(
      'project',
      signals.flatMap((row) => (row.deed && row.project_id !== null ? row.project_id : [])),
    );
    const deeds = new Map<string, InvestorDeed[]>();
    const touches = new Map<string, Touch[]>();
    for (const row of signals) {
      if (row.deed && row.project_id !== null)
        append(deeds, row.investor_id, {
          ...toDeed(row, row.project_id),
          project: projects.get(row.project_id),
        });
      else append(touches, row.investor_id, toTouch(row));
    }
    return new Map(
      [...facts].map(([id, own]) => [
        id,
        prepareInvestor({ facts: own, deeds: deeds.get(id) ?? [], touches: touches.get(id) ?? [] }, asOf),
      ]),
    );
  }

  private async deedsIn(projectIds: readonly string[]): Promise<Map<string, Deed[]>> {
    if (projectIds.length === 0) return new Map();
    const rows = await this.queries.query<SignalRow>(
      `select id, investor_id, project_id, city, kind, deed, occurred_at, facts
       from matching.signal where deed and project_id = any($1::text[]) order by project_id, occurred_at, id`,
      [projectIds],
    );
    const byProject = new Map<string, Deed[]>();
    for (const row of rows)
      if (row.project_id !== null) append(byProject, row.project_id, toDeed(row, row.project_id));
    return byProject;
  }

  private async holdings(
    investorIds: readonly string[],
    stamps: ReadonlyMap<string, string>,
  ): Promise<Map<string, readonly Holding[]>> {
    const found = new Map<string, readonly Holding[]>();
    const missing: string[] = [];
    for (const id of investorIds) {
      const kept = this.holdingCache.get(`${id} ${Acting.view()}`);
      if (kept !== undefined && kept.stamp === stamps.get(id)) found.set(id, kept.prepared);
      else missing.push(id);
    }
    if (missing.length === 0) return found;
    const rows = await this.queries.query<{ investor_id: string; project_id: string; since: Date }>(
      `select investor_id, project_id, min(occurred_at) as since from matching.signal
       where deed and investor_id = any($1::text[]) group by investor_id, project_id`,
      [missing],
    );
    const read = new Map<string, Holding[]>();
    for (const row of rows)
      append(read, row.investor_id, {
        investorId: row.investor_id,
        projectId: row.project_id,
        since: row.since.getTime(),
      });
    for (const id of missing) {
      const holdings = read.get(id) ?? [];
      this.holdingCache.set(`${id} ${Acting.view()}`, { stamp: stamps.get(id) ?? '', prepared: holdings });
      found.set(id, holdings);
    }
    return found;
  }

  /** The facts of those that the asker may see. */
  async facts<Facts>(kind: Party['kind'], ids: readonly string[]): Promise<Map<string, Facts>> {
    if (ids.length === 0) return new Map();
    const rows = await this.queries.query<{ id: string; facts: Facts }>(
      `select id, facts from matching.facts where kind = $1 and id = any($2::text[])`,
      [kind, [...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row.facts]));
  }

  private async activeStamps(kind: Party['kind'], ids: readonly string[]): Promise<Map<string, string>> {
    return this.stamps(kind, ids, 'and active');
  }

  private async stamps(kind: Party['kind'], ids: readonly string[], only = ''): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.queries.query<{ id: string; stamp: string }>(
      `select id, stamp from matching.party where kind = $1 and id = any($2::text[]) ${only}`,
      [kind, [...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, row.stamp]));
  }
}

interface SignalRow {
  readonly id: string;
  readonly investor_id: string;
  readonly project_id: string | null;
  readonly city: string | null;
  readonly kind: Touch['kind'];
  readonly deed: boolean;
  readonly occurred_at: Date;
  readonly facts: Pick<Deed, 'fundingStage' | 'amountCny'> & Pick<Touch, 'answer' | 'durationMinutes'>;
}

function toDeed(row: SignalRow, projectId: string): Deed {
  const { fundingStage, amountCny } = row.facts;
  return {
    signalId: row.id,
    investorId: row.investor_id,
    projectId,
    occurredAt: row.occurred_at.getTime(),
    kind: row.kind as DeedKind,
    ...(fundingStage === undefined ? {} : { fundingStage }),
    ...(amountCny === undefined ? {} : { amountCny }),
  };
}

function toTouch(row: SignalRow): Touch {
  const { answer, durationMinutes } = row.facts;
  return {
    signalId: row.id,
    investorId: row.investor_id,
    kind: row.kind,
    occurredAt: row.occurred_at.getTime(),
    ...(row.project_id === null ? {} : { projectId: row.project_id }),
    ...(row.city === null ? {} : { city: row.city }),
    ...(answer === undefined ? {} : { answer }),
    ...(durationMinutes === undefined ? {} : { durationMinutes }),
  };
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** What one city may see of a party is not what another may. */
function cacheKey(id: string, asOf: Date): string {
  return `${id} ${asOf.getTime()} ${Acting.view()}`;
}
