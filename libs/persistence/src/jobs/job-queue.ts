import { type Transaction, type UnitOfWork } from '../unit-of-work';

/** A piece of background work that an operator asked one service for. */
export interface Job {
  readonly id: string;
  readonly work: 'rematch' | 'reindex' | 'rebuild';
  readonly asOf: Date | null;
}

/** What a running job says of itself. Rejects with a JobLostError when the job is another's by now: the run has to end. */
export type JobProgress = (done: number, total: number) => Promise<void>;

/** A run that went on after its hold on the job had lapsed, so that another process has the job or it has ended. */
export class JobLostError extends Error {
  override readonly name = 'JobLostError';

  constructor(id: string, attempt: number) {
    super(
      `Job ${id} is no longer held by its attempt ${attempt}: the lease lapsed, and another took it over`,
    );
  }
}

/** How long a hold on a job lasts unless it is renewed, and how often that is done. */
export interface JobLease {
  readonly leaseMs: number;
  readonly renewEveryMs: number;
}

const LEASE: JobLease = { leaseMs: 30_000, renewEveryMs: 10_000 };
const MOST_ATTEMPTS = 5;

/**
 * The jobs of one service, over all its processes, one at a time. A process that dies in the middle loses its hold
 * after 30 seconds, and another starts the job again: jobs must be safe to repeat. After five attempts a job has failed.
 */
export class JobQueue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly service: string,
    private readonly lease: JobLease = LEASE,
  ) {}

  async add(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      await this.unitOfWork.query(
        `insert into work.job (id, service, work, as_of) values ($1, $2, $3, $4) on conflict do nothing`,
        [job.id, this.service, job.work, job.asOf],
      );
    }
  }

  /**
   * Runs the next job, if there is one that may be started; says whether one ran to its end. A run that ends with an
   * AbortError was stopped, as in an orderly shutdown: its job waits again, and the attempt does not count.
   */
  async runNext(run: (job: Job, progress: JobProgress) => Promise<void>): Promise<boolean> {
    const claim = await this.unitOfWork.run((transaction) => this.claim(transaction));
    if (claim === undefined) return false;
    const stopRenewing = this.renewRegularly(claim);
    try {
      await run(claim.job, (done, total) => this.report(claim, done, total));
    } catch (error) {
      await stopRenewing();
      if (isStop(error)) {
        await this.giveBack(claim);
        return false;
      }
      await this.end(claim, claim.attempt >= MOST_ATTEMPTS ? 'failed' : 'queued', messageOf(error));
      throw error;
    }
    await stopRenewing();
    if (!(await this.end(claim, 'done', null))) throw lost(claim);
    return true;
  }

  /** One claim of a service at a time: whoever comes second sees what the first one took. */
  private async claim(transaction: Transaction): Promise<Claim | undefined> {
    await transaction.query(`select pg_advisory_xact_lock(hashtext('work.job'), hashtext($1))`, [
      this.service,
    ]);
    // clock_timestamp(), as now() is when the transaction began: before the wait for the lock.
    await transaction.query(
      `update work.job set state = 'failed', lease_until = null, finished_at = clock_timestamp(),
         error = 'it was started five times and never ended'
       where service = $1 and state = 'running' and lease_until < clock_timestamp() and attempts >= $2`,
      [this.service, MOST_ATTEMPTS],
    );
    const [row] = await transaction.query<{
      id: string;
      work: Job['work'];
      as_of: Date | null;
      attempts: number;
    }>(
      `update work.job set state = 'running', attempts = attempts + 1,
         started_at = coalesce(started_at, clock_timestamp()),
         lease_until = clock_timestamp() + make_interval(secs => $2)
       where service = $1 and id = (
         select id from work.job where service = $1 and state in ('queued', 'running')
         order by queued_at, id limit 1)
         and not exists (
           select from work.job
           where service = $1 and state = 'running' and lease_until >= clock_timestamp())
       returning id, work, as_of, attempts`,
      [this.service, this.lease.leaseMs / 1_000],
    );
    if (row === undefined) return undefined;
    return { job: { id: row.id, work: row.work, asOf: row.as_of }, attempt: row.attempts };
  }

  /** Keeps the hold while a run does its work, however seldom it reports. Returns what ends it, after the last renewal. */
  private renewRegularly(claim: Claim): () => Promise<void> {
    let renewing: Promise<unknown> = Promise.resolve();
    const timer = setInterval(() => {
      // A renewal that fails is made good by the next; when none gets through, the next report or the end says so.
      renewing = this.whileHeld(claim, '').catch(() => undefined);
    }, this.lease.renewEveryMs);
    timer.unref();
    return async () => {
      clearInterval(timer);
      await renewing;
    };
  }

  private async report(claim: Claim, done: number, total: number): Promise<void> {
    if (!(await this.whileHeld(claim, ', done = $5, total = $6', [done, total]))) throw lost(claim);
  }

  /** Renews the lease and sets what else is to be set, if the hold is still this claim's; says whether it was. */
  private async whileHeld({ job, attempt }: Claim, also: string, values: readonly number[] = []) {
    const held = await this.unitOfWork.query(
      `update work.job set lease_until = clock_timestamp() + make_interval(secs => $4)${also}
       where id = $1 and service = $2 and state = 'running' and attempts = $3 returning id`,
      [job.id, this.service, attempt, this.lease.leaseMs / 1_000, ...values],
    );
    return held.length > 0;
  }

  private async giveBack({ job, attempt }: Claim): Promise<void> {
    await this.unitOfWork.query(
      `update work.job set state = 'queued', attempts = attempts - 1, lease_until = null
       where id = $1 and service = $2 and state = 'running' and attempts = $3`,
      [job.id, this.service, attempt],
    );
  }

  /** Says whether the job was still this claim's to end. */
  private async end(
    { job, attempt }: Claim,
    state: 'done' | 'failed' | 'queued',
    error: string | null,
  ): Promise<boolean> {
    const ended = await this.unitOfWork.query(
      `update work.job set state = $4, error = $5, lease_until = null,
         finished_at = case when $4 = 'queued' then null else clock_timestamp() end
       where id = $1 and service = $2 and state = 'running' and attempts = $3 returning id`,
      [job.id, this.service, attempt, state, error],
    );
    return ended.length > 0;
  }
}

/** A hold on a job. The number of the attempt tells it from every other: whoever starts the job again raises it. */
interface Claim {
  readonly job: Job;
  readonly attempt: number;
}

function lost({ job, attempt }: Claim): JobLostError {
  return new JobLostError(job.id, attempt);
}

/** By its name: a signal's AbortError is a DOMException, and no Error of ours where realms differ. */
function isStop(error: unknown): boolean {
  return (error as { name?: unknown } | null | undefined)?.name === 'AbortError';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
