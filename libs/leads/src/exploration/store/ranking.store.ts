import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { type MarkAuthor } from '../../marks/lead-mark';
import { type Ranking } from '../ranking';

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

export interface RankingRow {
  readonly city: string;
  readonly exploration: number;
  readonly by_kind: MarkAuthor['kind'];
  readonly by_id: string;
  readonly by_name: string;
  readonly at: Date;
  readonly revision: string;
}

/** What a city has set, or what holds where it has set nothing: no exploration. */
export async function rankingOf(queries: Queries, city: string): Promise<Ranking> {
  const [row] = await queries.query<RankingRow>(`select * from leads.ranking where city = $1`, [city]);
  return row === undefined ? { city, exploration: 0, by: null, at: null, revision: 0 } : toRanking(row);
}

export function toRanking(row: RankingRow): Ranking {
  return {
    city: row.city,
    exploration: row.exploration,
    by: { kind: row.by_kind, id: row.by_id, name: row.by_name },
    at: row.at.toISOString(),
    revision: Number(row.revision),
  };
}

/** The shares of exploration of these projects, by their cities; those that explore nothing are left out. */
export async function sharesOf(
  queries: Queries,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.query<{ id: string; exploration: number }>(
    `select party.id, ranking.exploration from matching.party join leads.ranking using (city)
     where party.kind = 'project' and party.id = any($1::text[]) and ranking.exploration > 0`,
    [projectIds],
  );
  return new Map(rows.map((row) => [row.id, row.exploration]));
}
