import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { OutreachTidying } from '@bole/outreach';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { MAIL_OUTBOX, type MailOutbox, PROCESS_LOG, type ProcessLog, ServiceLoop } from '@bole/platform';

const EVERY_MS = 600_000;

/** Keeps mails and deliveries from growing for ever. */
@Injectable()
export class TidyWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop;

  constructor(
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    @Inject(MAIL_OUTBOX) mails: MailOutbox,
    @Inject(PROCESS_LOG) log: ProcessLog,
  ) {
    const tidying = new OutreachTidying(unitOfWork, mails);
    this.loop = new ServiceLoop('tidying of mails and deliveries', () => tidying.round(), EVERY_MS, log);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
