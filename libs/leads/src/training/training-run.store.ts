import { type Transaction, type UnitOfWork } from '@bole/persistence';

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

export type TrainingOutcome = 'better' | 'not-better' | 'too-little' | 'failed';

/** One attempt to train a model for a city. */
export interface TrainingRun {
  readonly city: string;
  /** `schedule` or `command line`. */
  readonly by: string;
  readonly beganAt: Date;
  /** Null: it is under way, or its process ended in the middle. */
  readonly outcome: TrainingOutcome | null;
  readonly version: string | null;
  readonly promoted: boolean;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly error: string | null;
}

/** Longer than a training may take: after it, a run whose process ended in the middle holds up nobody. */
const LEASE_MINUTES = 90;

/** One at a time over all processes; false while another is under way. */
export async function beginRun(
  transaction: Transaction,
  run: { readonly id: string; readonly city: string; readonly by: string; readonly now: Date },
): Promise<boolean> {
  await transaction.query(`select pg_advisory_xact_lock(hashtextextended('matching.training_run', 0))`);
  const begun = await transaction.query(
    `insert into matching.training_run (id, city, by_whom, began_at, lease_until)
     select $1, $2, $3, $4, clock_timestamp() + make_interval(mins => ${LEASE_MINUTES})
     where not exists (select from matching.training_run where ended_at is null and lease_until > clock_timestamp())
     returning id`,
    [run.id, run.city, run.by, run.now],
  );
  return begun.length > 0;
}

export async function endRun(
  queries: Queries,
  id: string,
  ended: Omit<TrainingRun, 'city' | 'by' | 'beganAt'> & {
    readonly outcome: TrainingOutcome;
    readonly now: Date;
  },
): Promise<void> {
  await queries.query(
    `update matching.training_run
     set ended_at = $2, outcome = $3, version = $4, promoted = $5, figures = $6::jsonb, error = $7 where id = $1`,
    [id, ended.now, ended.outcome, ended.version, ended.promoted, JSON.stringify(ended.figures), ended.error],
  );
}

/** Forgets a run that was stopped before it came to anything, so that it is due again at once. */
export async function leaveRun(queries: Queries, id: string): Promise<void> {
  await queries.query(
    `update matching.training_run set ended_at = clock_timestamp(), outcome = 'failed', error = 'stopped', began_at = 'epoch'
     where id = $1`,
    [id],
  );
}

/** Runs of the city and of what all share, the newest first. */
export async function runsOf(
  queries: Queries,
  cities: readonly string[],
  most: number,
): Promise<TrainingRun[]> {
  const rows = await queries.query<RunRow>(
    `select city, by_whom, began_at, outcome, version, promoted, figures, error from matching.training_run
     where city = any($1::text[]) and began_at > 'epoch' order by began_at desc, id limit $2`,
    [cities, most],
  );
  return rows.map((row) => ({
    city: row.city,
    by: row.by_whom,
    beganAt: row.began_at,
    outcome: row.outcome,
    version: row.version,
    promoted: row.promoted,
    figures: row.figures,
    error: row.error,
  }));
}

/**
 * The city whose last run began longest ago, before `before`; of those that never had one, once Bole has been there for that long.
 * `000000`, what all share, first among equals. Undefined: none is due.
 */
export async function dueCity(queries: Queries, before: Date): Promise<string | undefined> {
  const [row] = await queries.query<{ code: string }>(
    `select code from access.city
       left join lateral (select max(began_at) as at from matching.training_run where city = code) as last on true
     where coalesce(last.at, (select min(since) from matching.model_use)) < $1
     order by coalesce(last.at, 'epoch'), code limit 1`,
    [before],
  );
  return row?.code;
}

interface RunRow {
  readonly city: string;
  readonly by_whom: string;
  readonly began_at: Date;
  readonly outcome: TrainingOutcome | null;
  readonly version: string | null;
  readonly promoted: boolean;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly error: string | null;
}
