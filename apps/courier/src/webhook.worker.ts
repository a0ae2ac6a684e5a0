import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Clock, type Random } from '@bole/kernel';
import { Allowance, WebhookDelivering } from '@bole/outreach';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  CLOCK,
  MAIL_OUTBOX,
  type MailOutbox,
  PROCESS_LOG,
  type ProcessLog,
  RANDOM,
  SecretBox,
  ServiceLoop,
} from '@bole/platform';

const LOOK_EVERY_MS = 500;

/** Deliveries that are due → webhooks. Any number of processes work on one list. */
@Injectable()
export class WebhookWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly delivering: WebhookDelivering;
  private readonly loop: ServiceLoop;

  constructor(
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    @Inject(CLOCK) clock: Clock,
    @Inject(RANDOM) random: Random,
    @Inject(PROCESS_LOG) log: ProcessLog,
    @Inject(MAIL_OUTBOX) mails: MailOutbox,
    secrets: SecretBox,
    allowance: Allowance,
  ) {
    this.delivering = new WebhookDelivering({ unitOfWork, secrets, mails, allowance, clock, random, log });
    this.loop = new ServiceLoop('deliveries to webhooks', () => this.delivering.round(), LOOK_EVERY_MS, log);
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const settled = this.delivering.stop();
    await this.loop.stop();
    await settled;
  }
}
