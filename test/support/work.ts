import { setTimeout as sleep } from 'node:timers/promises';
import { encodeEvent, workRequestedV1 } from '@bole/contracts';
import { type EventLog } from '@bole/event-log';
import { randomIds } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';

type Work = 'rematch' | 'reindex' | 'rebuild';
const SERVICES: Readonly<Record<Work, number>> = { rematch: 1, reindex: 1, rebuild: 2 };

/** Asks the services for background work, as an operator would, and resolves when all of them have done it. */
export async function runWork(
  house: { readonly log: EventLog; readonly unitOfWork: UnitOfWork },
  work: Work,
  asOf?: string,
  limitMs = 60_000,
): Promise<void> {
  const id = randomIds.next();
  const meta = { id, source: '/test', time: new Date().toISOString() };
  await house.log.publish([
    encodeEvent(workRequestedV1, { id, work, ...(asOf === undefined ? {} : { asOf }) }, meta),
  ]);
  const deadline = performance.now() + limitMs;
  for (;;) {
    const jobs = await house.unitOfWork.query<{ state: string; error: string | null }>(
      `select state, error from work.job where id = $1`,
      [id],
    );
    const failed = jobs.find((job) => job.state === 'failed');
    if (failed !== undefined) throw new Error(`${work} failed: ${failed.error}`);
    if (jobs.length === SERVICES[work] && jobs.every((job) => job.state === 'done')) return;
    if (performance.now() > deadline)
      throw new Error(`${work} is not done after ${limitMs} ms: ${JSON.stringify(jobs)}`);
    await sleep(100);
  }
}
