import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GROUPS, workRequestedV1 } from '@bole/contracts';
import { EVENT_LOG, type EventLog, type Subscription } from '@bole/event-log';
import { JobQueue, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  PROCESS_FAILURE,
  PROCESS_LOG,
  type ProcessFailure,
  type ProcessLog,
  subscribeDecoded,
} from '@bole/platform';
import { SEARCH_ENGINE, type SearchEngine } from '@bole/search';
import { IndexProfilesCommand } from './commands/index-profiles/index-profiles.command';

/** Canonical profiles → search index; requests → the indexer's jobs. */
@Injectable()
export class ProfileConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];
  private readonly jobs: JobQueue;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SEARCH_ENGINE) private readonly engine: SearchEngine,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(PROCESS_FAILURE) private readonly fail: ProcessFailure,
    @Inject(PROCESS_LOG) private readonly logger: ProcessLog,
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    private readonly commands: CommandBus,
  ) {
    this.jobs = new JobQueue(unitOfWork, 'indexer');
  }

  async onApplicationBootstrap(): Promise<void> {
    const maxRecords = this.config.batchRecords;
    this.subscriptions.push(
      await subscribeDecoded(
        this.log,
        { ...GROUPS.indexer, maxRecords, onFatal: this.fail, logger: this.logger },
        (batch) =>
          this.commands.execute(new IndexProfilesCommand(batch, { kind: 'live', engine: this.engine })),
      ),
      await subscribeDecoded(
        this.log,
        { ...GROUPS.indexerRequests, onFatal: this.fail, logger: this.logger },
        async (batch) => {
          const requests = batch.ofType(workRequestedV1).map(({ event }) => event.data);
          const ours = requests.filter((request) => request.work !== 'rematch');
          await this.jobs.add(ours.map(({ id, work }) => ({ id, work, asOf: null })));
        },
      ),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
  }
}
