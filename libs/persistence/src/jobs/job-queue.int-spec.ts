import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '@bole/kernel';
import { type DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { createDataSource } from '../data-source';
import { TypeOrmUnitOfWork } from '../typeorm-unit-of-work';
import { type Job, type JobProgress, JobQueue } from './job-queue';

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly lease_until: Date | null;
  readonly done: number;
}

describe('JobQueue', () => {
  let database: TestDatabase;
  let source: DataSource;
  let unitOfWork: TypeOrmUnitOfWork;
  let queue: JobQueue;

  beforeEach(async () => {
    database = await freshDatabase();
    source = await createDataSource(database.connection, { poolSize: 6 }).initialize();
    unitOfWork = new TypeOrmUnitOfWork(source, { service: 'matcher', random: seededRandom(1) });
    queue = new JobQueue(unitOfWork, 'matcher');
  });
  afterEach(async () => {
    await source.destroy();
    await database.drop();
  });

  const rowOf = async (id: string): Promise<Row> => {
    const [row] = await unitOfWork.query<Row>(
      `select state, attempts, error, lease_until, done from work.job where id = $1`,
      [id],
    );
    if (row === undefined) throw new Error(`There is no job ${id}`);
    return row;
  };
  const lapse = (id: string): Promise<unknown> =>
    unitOfWork.query(`update work.job set lease_until = now() - interval '1 second' where id = $1`, [id]);

  it('runs jobs in the order they were asked for, and counts the attempts of one that fails up to five', async () => {
    await queue.add([rebuild('a')]);
    await queue.add([rebuild('b')]);
    const fails = (): Promise<void> => Promise.reject(new Error('no disk'));
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await rowOf('a')).toMatchObject({ state: 'queued', attempts: attempt - 1 });
      await expect(queue.runNext(fails)).rejects.toThrow('no disk');
    }
    expect(await rowOf('a')).toMatchObject({ state: 'failed', attempts: 5, error: 'no disk' });

    expect(await queue.runNext((job, progress) => progress(job.id === 'b' ? 3 : 0, 3))).toBe(true);
    expect(await rowOf('b')).toMatchObject({ state: 'done', attempts: 1, done: 3, lease_until: null });
    expect(await queue.runNext(fails)).toBe(false);
  });

  it('renews the hold of a run that reports nothing', async () => {
    const eager = new JobQueue(unitOfWork, 'matcher', { leaseMs: 30_000, renewEveryMs: 20 });
    await queue.add([rebuild('a')]);
    await eager.runNext(async () => {
      const begun = await rowOf('a');
      await until(async () => leaseOf(await rowOf('a')) > leaseOf(begun));
    });
    expect(await rowOf('a')).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('lets a run that lost its hold neither report nor end the job that another took over', async () => {
    await queue.add([rebuild('a')]);
    const first = held(queue);
    await first.begun;
    await lapse('a');
    const other = held(queue);
    await other.begun;
    expect(await rowOf('a')).toMatchObject({ state: 'running', attempts: 2 });

    await expect(first.progress(7, 9)).rejects.toThrow('no longer held by its attempt 1');
    first.end();
    await expect(first.over).rejects.toThrow('no longer held by its attempt 1');
    expect(await rowOf('a')).toMatchObject({ state: 'running', attempts: 2, done: 0 });

    await other.progress(9, 9);
    other.end();
    expect(await other.over).toBe(true);
    expect(await rowOf('a')).toMatchObject({ state: 'done', attempts: 2, done: 9 });
  });

  it('gives up a job whose process died five times, and goes on with the next', async () => {
    await queue.add([rebuild('a')]);
    await queue.add([rebuild('b')]);
    await unitOfWork.query(`update work.job set state = 'running', attempts = 5 where id = 'a'`);
    await lapse('a');
    const ran: string[] = [];
    await queue.runNext(async (job) => void ran.push(job.id));
    expect(ran).toEqual(['b']);
    expect(await rowOf('a')).toMatchObject({
      state: 'failed',
      attempts: 5,
      error: 'it was started five times and never ended',
      lease_until: null,
    });
  });

  it('puts a job that was stopped back in its place, without counting the attempt', async () => {
    await queue.add([rebuild('a')]);
    await queue.add([rebuild('b')]);
    const stopped = AbortSignal.abort();
    expect(await queue.runNext(async () => stopped.throwIfAborted())).toBe(false);
    expect(await rowOf('a')).toMatchObject({ state: 'queued', attempts: 0, error: null, lease_until: null });
    const ran: string[] = [];
    await queue.runNext(async (job) => void ran.push(job.id));
    expect(ran).toEqual(['a']);
  });

  it('runs one job of a service at a time, whoever asks; another service is not held up', async () => {
    await queue.add([rebuild('a'), rebuild('b')]);
    await new JobQueue(unitOfWork, 'indexer').add([rebuild('c')]);
    const begun: string[] = [];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const run = async (job: Job): Promise<void> => {
      begun.push(job.id);
      await ended;
    };
    const asking = Array.from({ length: 5 }, () => new JobQueue(unitOfWork, 'matcher').runNext(run));
    let refused = 0;
    for (const one of asking) void one.then((ran) => (refused += ran ? 0 : 1));
    await until(async () => refused === 4);
    expect(begun).toEqual(['a']);

    expect(await new JobQueue(unitOfWork, 'indexer').runNext(async () => undefined)).toBe(true);
    end();
    await Promise.all(asking);
    expect(await queue.runNext(run)).toBe(true);
    expect(begun).toEqual(['a', 'b']);
  });
});

const rebuild = (id: string): Job => ({ id, work: 'rebuild', asOf: null });
const leaseOf = ({ lease_until: lease }: Row): number => lease?.getTime() ?? 0;

/** A run that has begun and goes on until it is told to end. */
function held(queue: JobQueue): {
  begun: Promise<void>;
  over: Promise<boolean>;
  progress: JobProgress;
  end: () => void;
} {
  let report: JobProgress | undefined;
  let begin: () => void = () => undefined;
  let end: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const ended = new Promise<void>((resolve) => (end = resolve));
  const over = queue.runNext(async (_job, progress) => {
    report = progress;
    begin();
    await ended;
  });
  const progress: JobProgress = async (done, total) => {
    await begun;
    await report?.(done, total);
  };
  return { begun, over, progress, end: () => end() };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (await holds()) return;
    await sleep(10);
  }
  throw new Error('What was waited for did not come within ten seconds');
}
