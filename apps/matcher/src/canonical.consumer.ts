import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GROUPS, workRequestedV1 } from '@bole/contracts';
import { EVENT_LOG, type EventLog, type Subscription } from '@bole/event-log';
import { type Clock } from '@bole/kernel';
import { RecordFactsCommand } from '@bole/leads';
import { JobQueue, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  CLOCK,
  PROCESS_FAILURE,
  PROCESS_LOG,
  type ProcessFailure,
  type ProcessLog,
  subscribeDecoded,
} from '@bole/platform';

/** Canonical topics → the matcher's own copy of profiles and signals; requests → its jobs. */
@Injectable()
export class CanonicalConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];
  private readonly jobs: JobQueue;
  private lastFullBatch = -Infinity;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(PROCESS_FAILURE) private readonly fail: ProcessFailure,
    @Inject(PROCESS_LOG) private readonly logger: ProcessLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    private readonly commands: CommandBus,
  ) {
    this.jobs = new JobQueue(unitOfWork, 'matcher');
  }

  /** Whether a backlog is coming in: a full batch in the last second. Matching meanwhile would be done again. */
  get busy(): boolean {
    return this.clock.now().getTime() - this.lastFullBatch < 1_000;
  }

  async onApplicationBootstrap(): Promise<void> {
    const maxRecords = this.config.batchRecords;
    this.subscriptions.push(
      await subscribeDecoded(
        this.log,
        { ...GROUPS.matcher, maxRecords, onFatal: this.fail, logger: this.logger },
        async (batch, raw) => {
          if (raw.records.length >= maxRecords) this.lastFullBatch = this.clock.now().getTime();
          await this.commands.execute(new RecordFactsCommand(batch));
        },
      ),
      await subscribeDecoded(
        this.log,
        { ...GROUPS.matcherRequests, onFatal: this.fail, logger: this.logger },
        async (batch) => {
          const requests = batch.ofType(workRequestedV1).map(({ event }) => event.data);
          await this.commands.execute(new RecordFactsCommand(batch));
          const ours = requests.filter((request) => request.work !== 'reindex');
          await this.jobs.add(
            ours.map(({ id, work, asOf }) => ({
              id,
              work,
              asOf: asOf === undefined ? null : new Date(asOf),
            })),
          );
        },
      ),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
  }
}
