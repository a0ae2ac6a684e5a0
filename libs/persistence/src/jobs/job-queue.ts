import { type UnitOfWork } from '../unit-of-work';

/** A piece of background work that an operator asked one service for. */
export interface Job {
  readonly id: string;
  readonly work: 'rematch' | 'reindex' | 'rebuild';
  readonly asOf: Date | null;
}

/** What a running job says of itself; every report also renews its hold on the job. */
export type JobProgress = (done: number, total: number) => Promise<void>;

const LEASE_SECONDS = 30;
const MOST_ATTEMPTS = 5;

/**
 * The jobs of one service, over all its processes. A process that dies in the middle loses its hold after 30 seconds,
 * and another starts the job again: jobs must be safe to repeat. After five attempts a job has failed.
 */
export class JobQueue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly service: string,
  ) {}

  async add(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      await this.unitOfWork.query(
        `insert into work.job (id, service, work, as_of) values ($1, $2, $3, $4) on conflict do nothing`,
        [job.id, this.service, job.work, job.asOf],
      );
    }
  }

  /** Runs one job if there is one to run; says whether there was. */
  async runNext(run: (job: Job, progress: JobProgress) => Promise<void>): Promise<boolean> {
    const job = await this.claim();
    if (job === undefined) return false;
    try {
      await run(job, (done, total) => this.report(job.id, done, total));
      await this.finish(job.id, 'done', null);
    } catch (error) {
      await this.finish(
        job.id,
        job.attempts >= MOST_ATTEMPTS ? 'failed' : 'queued',
        (error as Error).message,
      );
      throw error;
    }
    return true;
  }

  private async claim(): Promise<(Job & { attempts: number }) | undefined> {
    const [row] = await this.unitOfWork.query<{
      id: string;
      work: Job['work'];
      as_of: Date | null;
      attempts: number;
    }>(
      `update work.job set state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()),
         lease_until = now() + make_interval(secs => $2)
       where (id, service) in (
         select id, service from work.job
         where service = $1 and (state = 'queued' or (state = 'running' and lease_until < now()))
         order by queued_at, id limit 1 for update skip locked)
       returning id, work, as_of, attempts`,
      [this.service, LEASE_SECONDS],
    );
    return row === undefined
      ? undefined
      : { id: row.id, work: row.work, asOf: row.as_of, attempts: row.attempts };
  }

  private async report(id: string, done: number, total: number): Promise<void> {
    await this.unitOfWork.query(
      `update work.job set done = $3, total = $4, lease_until = now() + make_interval(secs => $5)
       where id = $1 and service = $2 and state = 'running'`,
      [id, this.service, done, total, LEASE_SECONDS],
    );
  }

  private async finish(id: string, state: 'done' | 'failed' | 'queued', error: string | null): Promise<void> {
    await this.unitOfWork.query(
      `update work.job set state = $3, error = $4, lease_until = null,
         finished_at = case when $3 = 'queued' then null else now() end
       where id = $1 and service = $2`,
      [id, this.service, state, error],
    );
  }
}
