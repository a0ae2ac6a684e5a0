import { setTimeout as sleep } from 'node:timers/promises';
import { encodeEvent, type WORK, workRequestedV1 } from '@bole/contracts';
import { type CommandLine } from './command-line';
import { isBoleRunning } from './session/bole-running';
import { type Session } from './session/session';

export type Work = (typeof WORK)[number];

/** The services that a piece of work is for: it is done when all of them are. */
const WORKERS: Readonly<Record<Work, readonly string[]>> = {
  rematch: ['matcher'],
  reindex: ['indexer'],
  rebuild: ['indexer', 'matcher'],
};

export interface WorkOptions {
  readonly asOf?: Date;
  /** Minutes. */
  readonly timeout: number;
}

/** Asks the services for background work, and follows it until it is done. Returns the exit code. */
export async function requestWork(work: Work, options: WorkOptions, line: CommandLine): Promise<number> {
  const session = await line.session();
  const { clock, ids, log } = session;
  const id = `job_${ids.next()}`;
  const data = { id, work, ...(options.asOf === undefined ? {} : { asOf: options.asOf.toISOString() }) };
  await log.publish([
    encodeEvent(workRequestedV1, data, {
      id: ids.next(),
      source: '/bole/cli',
      time: clock.now().toISOString(),
    }),
  ]);
  if (!(await isBoleRunning(session.config))) {
    line.terminal.note(`Bole is not running: the ${work} is kept and will be done at its next start.`);
    return 0;
  }
  return follow(id, work, options, session, line);
}

interface JobRow {
  readonly service: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly total: number;
  readonly done: number;
  readonly error: string | null;
}

const POLL_MS = 500;

async function follow(
  id: string,
  work: Work,
  options: WorkOptions,
  session: Session,
  { terminal, signal }: CommandLine,
): Promise<number> {
  const started = performance.now();
  const bar = terminal.progress(work);
  try {
    for (;;) {
      const jobs = await session.unitOfWork.query<JobRow>(
        `select service, state, total, done, error from work.job where id = $1`,
        [id],
      );
      const failed = jobs.find(({ state }) => state === 'failed');
      if (failed !== undefined) {
        terminal.note(`${work} failed in ${failed.service}: ${failed.error ?? 'no reason given'}`);
        return 1;
      }
      bar.update(sum(jobs.map(({ done }) => done)), sum(jobs.map(({ total }) => total)));
      const seconds = (performance.now() - started) / 1_000;
      if (
        WORKERS[work].every((service) => jobs.some((job) => job.service === service && job.state === 'done'))
      ) {
        terminal.out(`${work} done: ${sum(jobs.map(({ total }) => total))} in ${seconds.toFixed(1)} s`);
        return 0;
      }
      if (seconds > options.timeout * 60) {
        terminal.note(`${work} is not done after ${options.timeout} minutes; it goes on. Its id is ${id}.`);
        return 1;
      }
      await sleep(POLL_MS, undefined, { signal });
    }
  } finally {
    bar.stop();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
