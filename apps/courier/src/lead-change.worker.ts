import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CHANGE_FEED, type ChangeFeed, LeadChangesReader } from '@bole/outreach';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';

const LOOK_EVERY_MS = 500;

/** Changes of leads → deliveries to webhooks. */
@Injectable()
export class LeadChangeWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    @Inject(CHANGE_FEED) feed: ChangeFeed,
    @Inject(PROCESS_LOG) log: ProcessLog,
  ) {
    const reader = new LeadChangesReader(unitOfWork, feed);
    this.loop = new ServiceLoop('telling of lead changes', () => reader.round(), LOOK_EVERY_MS, log);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
