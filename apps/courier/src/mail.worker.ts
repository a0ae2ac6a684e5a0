import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Random } from '@bole/kernel';
import { MailQueue, MailSending, SmtpSender } from '@bole/outreach';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  BOLE_CONFIG,
  type BoleConfig,
  PROCESS_LOG,
  type ProcessLog,
  RANDOM,
  ServiceLoop,
} from '@bole/platform';

const LOOK_EVERY_MS = 1_000;
const STOP_LIMIT_MS = 5_000;

/** Mails that are due → the SMTP server. Without one they stay in the outbox, to be read by administrators. */
@Injectable()
export class MailWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: ServiceLoop | undefined;

  constructor(
    @Inject(BOLE_CONFIG) { smtp }: BoleConfig,
    @Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork,
    @Inject(RANDOM) random: Random,
    @Inject(PROCESS_LOG) log: ProcessLog,
  ) {
    if (smtp === undefined) {
      log.info('There is no BOLE_SMTP_URL: mails stay in the outbox (bole mails list)');
      return;
    }
    const [, domain = ''] = smtp.from.address.split('@');
    const sending = new MailSending(new MailQueue(unitOfWork, domain), new SmtpSender(smtp), random, log);
    const round = async () => ((await sending.round()) > 0 ? 'did-something' : 'idle');
    this.loop = new ServiceLoop('sending of mails', round, LOOK_EVERY_MS, log);
  }

  onApplicationBootstrap(): void {
    this.loop?.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    // A mail may take longer than a process has to end; one that is left is sent again when its hold has lapsed.
    await Promise.race([this.loop?.stop(), sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
  }
}
