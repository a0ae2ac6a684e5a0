import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { GROUPS } from '@bole/contracts';
import { EVENT_LOG, type EventLog, type Subscription } from '@bole/event-log';
import { tellRecorded } from '@bole/outreach';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  PROCESS_FAILURE,
  PROCESS_LOG,
  type ProcessFailure,
  type ProcessLog,
  subscribeDecoded,
} from '@bole/platform';

/** Canonical projects and signals → deliveries to webhooks. What cannot be decoded is rejected by those who index and match it. */
@Injectable()
export class RecordedConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private subscription: Subscription | undefined;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(PROCESS_FAILURE) private readonly fail: ProcessFailure,
    @Inject(PROCESS_LOG) private readonly logger: ProcessLog,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const maxRecords = this.config.batchRecords;
    this.subscription = await subscribeDecoded(
      this.log,
      { ...GROUPS.courier, maxRecords, onFatal: this.fail, logger: this.logger },
      (batch) => tellRecorded(this.unitOfWork, batch),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.subscription?.stop();
  }
}
