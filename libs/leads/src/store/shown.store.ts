import { DAY_MS } from '@bole/kernel';
import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { type RankedList } from './match.store';

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

/** As long as training looks back. */
const KEPT_DAYS = 5 * 366;
const AT_ONCE = 5_000;
/** A pair that stays on its list is noted again after so long, so that it is not forgotten. */
const NOTED_AGAIN = '30 days';

/** Notes how high each pair of these projects' lists stands, where that is higher than ever before. */
export async function noteShown(
  transaction: Transaction,
  lists: readonly RankedList[],
  now: Date,
): Promise<void> {
  const shown = lists.flatMap(({ leads, chances }) =>
    leads.map(({ projectId, investorId }, at) => ({
      ...{ projectId, investorId, rank: at + 1 },
      probability: chances.get(investorId)?.probability ?? 1,
    })),
  );
  if (shown.length === 0) return;
  await transaction.query(
    `insert into matching.shown as kept
       (project_id, investor_id, city, first_at, last_at, best_rank, best_at, probability)
     select new.project_id, new.investor_id, match.city, $5, $5, new.rank, $5, new.probability
     from unnest($1::text[], $2::text[], $3::int[], $4::float8[]) as new(project_id, investor_id, rank, probability)
       join matching.match using (project_id, investor_id)
     order by 1, 2
     on conflict (project_id, investor_id) do update
       set city = excluded.city, last_at = excluded.last_at,
           best_rank = least(kept.best_rank, excluded.best_rank),
           best_at = case when excluded.best_rank < kept.best_rank then excluded.best_at else kept.best_at end,
           probability = case when excluded.best_rank < kept.best_rank then excluded.probability else kept.probability end
       where excluded.best_rank < kept.best_rank or kept.city <> excluded.city
         or kept.last_at < excluded.last_at - interval '${NOTED_AGAIN}'`,
    [
      shown.map(({ projectId }) => projectId),
      shown.map(({ investorId }) => investorId),
      shown.map(({ rank }) => rank),
      shown.map(({ probability }) => probability),
      now,
    ],
  );
}

/** Deletes what was last shown five years ago, at most 5,000 rows. Returns how many they were. */
export async function pruneShown(queries: Queries, now: Date): Promise<number> {
  const rows = await queries.query(
    `delete from matching.shown where (project_id, investor_id) in (
       select project_id, investor_id from matching.shown where last_at < $1 order by last_at limit $2)
     returning 1 as one`,
    [new Date(now.getTime() - KEPT_DAYS * DAY_MS), AT_ONCE],
  );
  return rows.length;
}
