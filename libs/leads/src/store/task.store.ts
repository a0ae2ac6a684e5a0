import { type UnitOfWork, type Transaction } from '@bole/persistence';
import { type Party } from '../lead';

/** A party whose list is to be computed again. */
export interface MatchTask extends Party {
  /** Grows with every mark: a task that was marked again while it was worked on stays. */
  readonly seq: string;
  /** Names this taking of the task: whoever takes it next has another. */
  readonly claim: string;
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
 * themselves changed: they are then matched as of now, even if a job had meant to match them as of another instant. One
 * that is marked because another changed passes the word on to nobody, or it would go round for ever. Investors are marked
 * before projects, and last in their transaction: see `finishTasks`.
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
     select $1, id, now() + make_interval(secs => $3::float8 / 1000), case when $5 then clock_timestamp() end
     from (select distinct unnest($2::text[]) as id order by 1) as marked
     on conflict (kind, id) do update
       set seq = nextval('matching.stamp'),
           changed_at = coalesce(excluded.changed_at, kept.changed_at),
           as_of = case when $5 then null else kept.as_of end,
           job_id = case when $5 then null else kept.job_id end,
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
       set seq = nextval('matching.stamp'), not_before = now(), as_of = $2, job_id = $1, claim = null, claimed_until = null`,
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

/**
 * Takes up to `limit` due tasks of one kind, for a minute; other processes see others. `live` false leaves all but a
 * job's tasks; while a rebuild fills the matcher's copy there are none. `claim` is an id that was never used before.
 */
export async function claimTasks(
  queries: Queries,
  kind: Party['kind'],
  { limit, live, claim }: { readonly limit: number; readonly live: boolean; readonly claim: string },
): Promise<MatchTask[]> {
  const rows = await queries.query<TaskRow>(
    `update matching.task as task set claim = $5, claimed_until = now() + make_interval(secs => $3)
     from (select kind, id from matching.task
           where kind = $1 and not_before <= now() and (claimed_until is null or claimed_until < now())
             and ($4 or job_id is not null)
             and not exists (select from work.job where service = 'matcher' and work = 'rebuild' and state = 'running')
           order by not_before, id limit $2 for update skip locked) as due
     where task.kind = due.kind and task.id = due.id
     returning task.id, task.seq, task.claim, task.as_of, task.changed_at, now() as claimed_at`,
    [kind, limit, LEASE_SECONDS, live, claim],
  );
  return rows.map((row) => ({
    kind,
    id: row.id,
    seq: row.seq,
    claim: row.claim,
    asOf: row.as_of,
    changedAt: row.changed_at,
    claimedAt: row.claimed_at,
  }));
}

interface TaskRow {
  readonly id: string;
  readonly seq: string;
  readonly claim: string;
  readonly as_of: Date | null;
  readonly changed_at: Date | null;
  readonly claimed_at: Date;
}

/**
 * Those of the tasks that are still held. A task that took longer than its minute, or that a job has set up anew, belongs
 * to another by now: what was computed for it must not be kept. They are not locked yet: `finishTasks` looks again.
 */
export async function stillHeld(queries: Queries, tasks: readonly MatchTask[]): Promise<MatchTask[]> {
  return heldAmong(queries, tasks, '');
}

/**
 * Ends tasks; one that was marked again meanwhile is given back. Throws TasksLost when another has taken one of them.
 * They are locked here, last of all, until the transaction ends. Whoever writes lists takes the pairs first, then tasks,
 * those of investors before those of projects, each kind by id: in that one order nobody waits in a circle.
 */
export async function finishTasks(transaction: Transaction, tasks: readonly MatchTask[]): Promise<void> {
  const held = await heldAmong(transaction, tasks, 'order by task.kind, task.id for update of task');
  if (held.length < tasks.length) throw new TasksLost();
  const parameters = [
    tasks.map((task) => task.kind),
    tasks.map((task) => task.id),
    tasks.map((task) => task.seq),
  ];
  const finished = `unnest($1::text[], $2::text[], $3::bigint[]) as done(kind, id, seq)`;
  await transaction.query(
    `delete from matching.task using ${finished}
     where task.kind = done.kind and task.id = done.id and task.seq = done.seq`,
    parameters,
  );
  await transaction.query(
    `update matching.task set claim = null, claimed_until = null, marked_at = now() from ${finished}
     where task.kind = done.kind and task.id = done.id and task.seq <> done.seq`,
    parameters,
  );
}

/** Some tasks have become another's while they were worked on: what was done for the rest is to be kept without theirs. */
export class TasksLost extends Error {
  constructor() {
    super('Another has taken tasks that were worked on.');
  }
}

async function heldAmong(queries: Queries, tasks: readonly MatchTask[], lock: string): Promise<MatchTask[]> {
  const rows = await queries.query<{ kind: string; id: string }>(
    `select task.kind, task.id from matching.task
     join unnest($1::text[], $2::text[], $3::text[]) as held(kind, id, claim) using (kind, id, claim) ${lock}`,
    [tasks.map((task) => task.kind), tasks.map((task) => task.id), tasks.map((task) => task.claim)],
  );
  const held = new Set(rows.map((row) => `${row.kind} ${row.id}`));
  return tasks.filter((task) => held.has(`${task.kind} ${task.id}`));
}

/** Gives tasks back that could not be done, to be tried again after a pause; those that another holds by now stay with it. */
export async function giveBack(
  queries: Queries,
  tasks: readonly MatchTask[],
  pauseMs: number,
): Promise<void> {
  await queries.query(
    `update matching.task set claim = null, claimed_until = null, not_before = now() + make_interval(secs => $4::float8 / 1000)
     from unnest($1::text[], $2::text[], $3::text[]) as held(kind, id, claim)
     where task.kind = held.kind and task.id = held.id and task.claim = held.claim`,
    [tasks.map((task) => task.kind), tasks.map((task) => task.id), tasks.map((task) => task.claim), pauseMs],
  );
}
