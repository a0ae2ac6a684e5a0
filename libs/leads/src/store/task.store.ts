import { type UnitOfWork, type Transaction } from '@bole/persistence';
import { type Party } from '../lead';

/** A party whose list is to be computed again. */
export interface MatchTask extends Party {
  /** Grows with every mark: a task that was marked again while it was worked on stays. */
  readonly seq: string;
  /** The instant to compute as of; null means now. */
  readonly asOf: Date | null;
  /** By the database's clock: when the party itself last changed, if it did, and when this process took the task. */
  readonly changedAt: Date | null;
  readonly claimedAt: Date;
}

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

const LEASE_SECONDS = 60;
/** However often a party changes, it is matched at least this often. */
const LONGEST_WAIT_SECONDS = 10;

/**
 * Marks that parties wait for matching: many changes of one party are one task. `changed` says that the parties
 * themselves changed; one that is marked because another did passes the word on to nobody, or it would go round for ever.
 */
export async function markTasks(
  queries: Queries,
  kind: Party['kind'],
  ids: readonly string[],
  { quietMs, changed }: { readonly quietMs: number; readonly changed: boolean },
): Promise<void> {
  if (ids.length === 0) return;
  await queries.query(
    `insert into matching.task as kept (kind, id, not_before, changed_at)
     select $1, id, now() + make_interval(secs => $3::float8 / 1000), case when $5 then now() end
     from (select distinct unnest($2::text[]) as id order by 1) as marked
     on conflict (kind, id) do update
       set seq = nextval('matching.stamp'),
           changed_at = coalesce(excluded.changed_at, kept.changed_at),
           not_before = least(kept.marked_at + make_interval(secs => $4), excluded.not_before)`,
    [kind, ids, quietMs, LONGEST_WAIT_SECONDS, changed],
  );
}

/** Makes one task of every party there is, for a job that computes all lists as of one instant. Returns their number. */
export async function markAll(transaction: Transaction, jobId: string, asOf: Date): Promise<number> {
  await transaction.query(
    `insert into matching.task (kind, id, not_before, as_of, job_id)
     select kind, id, now(), $2, $1 from matching.party order by kind, id
     on conflict (kind, id) do update
       set seq = nextval('matching.stamp'), not_before = now(), as_of = $2, job_id = $1, claimed_until = null`,
    [jobId, asOf],
  );
  return remaining(transaction, jobId);
}

export async function remaining(queries: Queries, jobId: string): Promise<number> {
  const [row] = await queries.query<{ count: string }>(
    `select count(*) from matching.task where job_id = $1`,
    [jobId],
  );
  return Number(row?.count ?? 0);
}

/** Takes up to `limit` due tasks of one kind, for a minute; other processes see others. `live` false leaves all but a job's tasks. */
export async function claimTasks(
  queries: Queries,
  kind: Party['kind'],
  limit: number,
  live: boolean,
): Promise<MatchTask[]> {
  const rows = await queries.query<{
    id: string;
    seq: string;
    as_of: Date | null;
    changed_at: Date | null;
    claimed_at: Date;
  }>(
    `update matching.task as task set claimed_until = now() + make_interval(secs => $3)
     from (select kind, id from matching.task
           where kind = $1 and not_before <= now() and (claimed_until is null or claimed_until < now())
             and ($4 or job_id is not null)
           order by not_before, id limit $2 for update skip locked) as due
     where task.kind = due.kind and task.id = due.id
     returning task.id, task.seq, task.as_of, task.changed_at, now() as claimed_at`,
    [kind, limit, LEASE_SECONDS, live],
  );
  return rows.map((row) => ({
    kind,
    id: row.id,
    seq: row.seq,
    asOf: row.as_of,
    changedAt: row.changed_at,
    claimedAt: row.claimed_at,
  }));
}

/** Ends tasks that are done; one that was marked again meanwhile is given back. */
export async function finishTasks(queries: Queries, tasks: readonly MatchTask[]): Promise<void> {
  const parameters = [
    tasks.map((task) => task.kind),
    tasks.map((task) => task.id),
    tasks.map((task) => task.seq),
  ];
  const finished = `from unnest($1::text[], $2::text[], $3::bigint[]) as done(kind, id, seq)`;
  // Locked in order of id, as those who mark do: else two could wait for one another.
  await queries.query(
    `select from matching.task join (select * ${finished}) as done using (kind, id) order by kind, id for update of task`,
    parameters,
  );
  await queries.query(
    `delete from matching.task using (select * ${finished}) as done
     where task.kind = done.kind and task.id = done.id and task.seq = done.seq`,
    parameters,
  );
  await queries.query(
    `update matching.task set claimed_until = null, marked_at = now() ${finished}
     where task.kind = done.kind and task.id = done.id and task.seq <> done.seq`,
    parameters,
  );
}

/** Gives tasks back that could not be done, to be tried again after a pause. */
export async function giveBack(
  queries: Queries,
  tasks: readonly MatchTask[],
  pauseMs: number,
): Promise<void> {
  await queries.query(
    `update matching.task set claimed_until = null, not_before = now() + make_interval(secs => $3::float8 / 1000)
     from unnest($1::text[], $2::text[]) as due(kind, id) where task.kind = due.kind and task.id = due.id`,
    [tasks.map((task) => task.kind), tasks.map((task) => task.id), pauseMs],
  );
}
