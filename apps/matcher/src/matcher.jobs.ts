import { setTimeout as sleep } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GROUPS } from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Clock, endOfDay } from '@bole/kernel';
import { FactsStore, markAll, RecordFactsCommand, remaining } from '@bole/leads';
import { type Job, type JobProgress, JobQueue, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, DecodedBatch, PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';
import { SEARCH_ENGINE, type SearchEngine } from '@bole/search';

const LOOK_EVERY_MS = 500;

/** The matcher's background work: computing every lead again, and deriving everything anew from the canonical topics. */
@Injectable()
export class MatcherJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SEARCH_ENGINE) private readonly search: SearchEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROCESS_LOG) logger: ProcessLog,
    private readonly commands: CommandBus,
  ) {
    const jobs = new JobQueue(unitOfWork, 'matcher');
    const next = async (signal: AbortSignal) =>
      (await jobs.runNext((job, progress) => this.run(job, progress, signal))) ? 'did-something' : 'idle';
    this.loop = new ServiceLoop('jobs of the matcher', next, LOOK_EVERY_MS, logger);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async run(job: Job, progress: JobProgress, signal: AbortSignal): Promise<void> {
    switch (job.work) {
      case 'rematch':
        return this.rematch(job, progress, signal);
      case 'rebuild':
        return this.rebuild(progress, signal);
      case 'reindex':
        throw new Error('The matcher has no search index to build.');
    }
  }

  /** Every list anew as of one instant; the workers of all processes share the tasks. */
  private async rematch(job: Job, progress: JobProgress, signal: AbortSignal): Promise<void> {
    await this.search.refresh();
    await this.search.compact();
    const asOf = job.asOf ?? endOfDay(this.clock.now());
    const total = await this.unitOfWork.run((transaction) => markAll(transaction, job.id, asOf));
    for (let left = total; left > 0; left = await remaining(this.unitOfWork, job.id)) {
      signal.throwIfAborted();
      await progress(total - left, total);
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
    await progress(total, total);
  }

  /**
   * Empties what was derived and reads the canonical topics from their start. Live records go on being taken in
   * meanwhile: both apply by revision, so it does not matter which comes first.
   */
  private async rebuild(progress: JobProgress, signal: AbortSignal): Promise<void> {
    await this.unitOfWork.run((transaction) => new FactsStore(transaction).clear());
    let done = 0;
    for (const topic of GROUPS.matcher.topics) {
      for await (const records of this.log.read(topic)) {
        signal.throwIfAborted();
        await this.commands.execute(new RecordFactsCommand(DecodedBatch.of(records).withoutUndecodable()));
        done += records.length;
        await progress(done, done);
      }
    }
  }
}
