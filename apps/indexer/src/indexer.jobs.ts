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
import {
  type IndexBuild,
  SEARCH_ENGINE,
  SEARCH_INDEXES,
  type SearchEngine,
  type SearchIndex,
} from '@bole/search';
import { IndexProfilesCommand } from './commands/index-profiles/index-profiles.command';

const LOOK_EVERY_MS = 500;

/** The indexer's background work: new indexes beside the live ones, from the canonical topics, swapped in with no gap. */
@Injectable()
export class IndexerJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SEARCH_ENGINE) private readonly engine: SearchEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(PROCESS_LOG) logger: ProcessLog,
    private readonly commands: CommandBus,
  ) {
    const jobs = new JobQueue(unitOfWork, 'indexer');
    const next = async (signal: AbortSignal) =>
      (await jobs.runNext((job, progress) => this.run(job, progress, signal))) ? 'did-something' : 'idle';
    this.loop = new ServiceLoop('jobs of the indexer', next, LOOK_EVERY_MS, logger);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** A rebuild empties the live indexes first and fills them again; a reindex leaves them be until the new ones are whole. */
  private async run(job: Job, progress: JobProgress, signal: AbortSignal): Promise<void> {
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
          signal.throwIfAborted();
          await this.commands.execute(
            new IndexProfilesCommand(DecodedBatch.of(records), { kind: 'build', builds }),
          );
          done += records.length;
          await progress(done, done);
        }
      }
      for (const index of SEARCH_INDEXES) await this.swap(index, builds[index]);
    } catch (error) {
      await Promise.all([builds.investors.abandon(), builds.projects.abandon()]);
      throw error;
    }
  }

  /** A house that has no such profiles yet has nothing to swap in; an empty build never replaces an index that holds some. */
  private async swap(index: SearchIndex, build: IndexBuild): Promise<void> {
    await this.engine.refresh();
    const [party] = await this.unitOfWork.query(
      `select from matching.party where kind = $1 and revision > 0 limit 1`,
      [index === 'investors' ? 'investor' : 'project'],
    );
    if (party === undefined && (await this.engine.count(index)) === 0) await build.abandon();
    else await build.swap();
  }
}
