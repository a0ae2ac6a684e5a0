import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GROUPS } from '@bole/contracts';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type Job, type JobProgress, JobQueue, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { DecodedBatch, PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';
import { SEARCH_ENGINE, type SearchEngine } from '@bole/search';
import { IndexProfilesCommand } from './commands/index-profiles/index-profiles.command';

const LOOK_EVERY_MS = 500;

/** The indexer's background work: new indexes beside the live ones, from the canonical topics, swapped in with no gap. */
@Injectable()
export class IndexerJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SEARCH_ENGINE) private readonly engine: SearchEngine,
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    @Inject(PROCESS_LOG) logger: ProcessLog,
    private readonly commands: CommandBus,
  ) {
    const jobs = new JobQueue(unitOfWork, 'indexer');
    const next = async () =>
      (await jobs.runNext((job, progress) => this.run(job, progress))) ? 'did-something' : 'idle';
    this.loop = new ServiceLoop('jobs of the indexer', next, LOOK_EVERY_MS, logger);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** A rebuild empties the live indexes first and fills them again; a reindex leaves them be until the new ones are whole. */
  private async run(job: Job, progress: JobProgress): Promise<void> {
    if (job.work === 'rebuild')
      for (const index of ['investors', 'projects'] as const) await this.engine.clear(index);
    const builds = {
      investors: await this.engine.beginBuild('investors'),
      projects: await this.engine.beginBuild('projects'),
    };
    try {
      let done = 0;
      for (const topic of GROUPS.indexer.topics) {
        for await (const records of this.log.read(topic)) {
          await this.commands.execute(
            new IndexProfilesCommand(DecodedBatch.of(records), { kind: 'build', builds }),
          );
          done += records.length;
          await progress(done, done);
        }
      }
      await builds.investors.swap();
      await builds.projects.swap();
    } catch (error) {
      await Promise.all([builds.investors.abandon(), builds.projects.abandon()]);
      throw error;
    }
  }
}
