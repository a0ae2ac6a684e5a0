import { contentHash } from '@bole/kernel';
import { type Deed, type DealHistory, type InvestorFacts, type ProjectFacts } from '@bole/matching';
import { type UnitOfWork } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { type Party } from '../lead';
import { type SeenOutcome } from './seen-weights';

type Queries = Pick<UnitOfWork, 'query'>;

/** What a city's training looks at. */
export interface CityOutcomes {
  /** The market as the city may see it: public projects and its own, whoever dealt in them. */
  readonly history: DealHistory;
  /** The projects whose outcomes are learned from; null: all of them. */
  readonly own: ReadonlySet<string> | null;
  readonly seen: readonly SeenOutcome[];
  /** Follows from all deeds: the same history gives the same. */
  readonly checksum: string;
}

/** Deeds that are read at most, the newest: some 300 MB with the profiles of their parties. */
const MOST_DEEDS = 200_000;
const FACTS_AT_ONCE = 5_000;

/** How many pairs came together in the city's projects, without reading more: to see whether training is worth a try. */
export async function countOutcomes(queries: Queries, city: string): Promise<number> {
  const [row] = await queries.query<{ count: number }>(
    `select count(*)::int as count from (
       select 1 from matching.signal join matching.party on party.kind = 'project' and party.id = project_id
       where deed and (party.city = $1 or $1 = '${NO_CITY}' and party.audience = 'public')
       group by project_id, investor_id limit ${MOST_DEEDS}) as pairs`,
    [city],
  );
  return row?.count ?? 0;
}

/** As the pipeline, which sees all cities: what of other cities is not public is left out here. */
export async function readOutcomes(queries: Queries, city: string, now: Date): Promise<CityOutcomes> {
  const rows = await queries.query<DeedRow>(
    `select signal.id, investor_id, project_id, signal.kind, occurred_at, facts, party.city
     from matching.signal
       join matching.party on party.kind = 'project' and party.id = project_id
     where deed and occurred_at < $2 and (party.audience = 'public' or party.city = $1)
     order by occurred_at desc, signal.id desc limit $3`,
    [city, now, MOST_DEEDS],
  );
  const investors = await factsOf<InvestorFacts>(queries, 'investor', rows, (row) => row.investor_id);
  const projects = await factsOf<ProjectFacts>(queries, 'project', rows, (row) => row.project_id);
  const deeds = rows
    .filter((row) => investors.has(row.investor_id) && projects.has(row.project_id))
    .map(toDeed)
    .reverse();
  const own = new Set(rows.filter((row) => row.city === city).map((row) => row.project_id));
  return {
    history: { investors, projects, deeds },
    own: city === NO_CITY ? null : own,
    seen: await seenOutcomes(queries, city, deeds),
    checksum: contentHash(deeds),
  };
}

async function factsOf<Facts>(
  queries: Queries,
  kind: Party['kind'],
  rows: readonly DeedRow[],
  idOf: (row: DeedRow) => string,
): Promise<Map<string, Facts>> {
  const ids = [...new Set(rows.map(idOf))].sort();
  const found = new Map<string, Facts>();
  for (let from = 0; from < ids.length; from += FACTS_AT_ONCE)
    for (const { id, facts } of await queries.query<{ id: string; facts: Facts }>(
      `select id, facts from matching.facts where kind = $1 and id = any($2::text[]) order by id`,
      [kind, ids.slice(from, from + FACTS_AT_ONCE)],
    ))
      found.set(id, facts);
  return found;
}

/** Of the first deed of each pair: how it had been shown before. */
async function seenOutcomes(queries: Queries, city: string, deeds: readonly Deed[]): Promise<SeenOutcome[]> {
  const rows = await queries.query<ShownRow>(
    `select project_id, investor_id, first_at, best_at, best_rank, probability from matching.shown
     where city = $1 or $1 = '${NO_CITY}'`,
    [city],
  );
  const shown = new Map(rows.map((row) => [`${row.project_id} ${row.investor_id}`, row]));
  const listedFrom = new Map<string, number>();
  for (const { project_id, first_at } of rows)
    listedFrom.set(project_id, Math.min(listedFrom.get(project_id) ?? Infinity, first_at.getTime()));
  const outcomes = new Map<string, SeenOutcome>();
  for (const { projectId, investorId, occurredAt } of deeds) {
    const pair = `${projectId} ${investorId}`;
    if (outcomes.has(pair)) continue;
    const row = shown.get(pair);
    const before = row !== undefined && row.best_at.getTime() <= occurredAt ? row : undefined;
    outcomes.set(pair, {
      ...{ projectId, investorId },
      rank: before?.best_rank ?? null,
      probability: before?.probability ?? 1,
      listed: (listedFrom.get(projectId) ?? Infinity) <= occurredAt,
    });
  }
  return [...outcomes.values()];
}

interface ShownRow {
  readonly project_id: string;
  readonly investor_id: string;
  readonly first_at: Date;
  readonly best_at: Date;
  readonly best_rank: number;
  readonly probability: number;
}

interface DeedRow {
  readonly id: string;
  readonly investor_id: string;
  readonly project_id: string;
  readonly kind: Deed['kind'];
  readonly occurred_at: Date;
  readonly facts: Pick<Deed, 'fundingStage' | 'amountCny'>;
  readonly city: string | null;
}

function toDeed(row: DeedRow): Deed {
  const { fundingStage, amountCny } = row.facts;
  return {
    signalId: row.id,
    investorId: row.investor_id,
    projectId: row.project_id,
    occurredAt: row.occurred_at.getTime(),
    kind: row.kind,
    ...(fundingStage === undefined ? {} : { fundingStage }),
    ...(amountCny === undefined ? {} : { amountCny }),
  };
}
