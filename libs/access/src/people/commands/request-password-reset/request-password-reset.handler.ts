import { setTimeout as sleep } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, type Ids } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK, IDS, MAIL_OUTBOX, type MailOutbox } from '@bole/platform';
import { strangerFrom } from '../../../audit/actor';
import { AuditTrail } from '../../../audit/audit-trail';
import { links } from '../../../links';
import { type Origin } from '../../../principal';
import { newSecret } from '../../../secret';
import { AttemptLimiter } from '../../../sign-in/attempts/attempt.limiter';
import { keepToken } from '../../../sign-in/one-time-token.store';
import { passwordResetMail } from '../../mails/password-reset.mail';
import { type Account, accountByEmail } from '../../store/person.store';
import { RequestPasswordResetCommand, RESET_MINUTES } from './request-password-reset.command';

/** Longer than writing a mail takes, so that nobody learns from the time whether one was written. */
const ANSWER_AFTER_MS = 400;

@CommandHandler(RequestPasswordResetCommand)
export class RequestPasswordResetHandler implements ICommandHandler<RequestPasswordResetCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(MAIL_OUTBOX) private readonly mails: MailOutbox,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly limiter: AttemptLimiter,
    private readonly audit: AuditTrail,
  ) {}

  async execute({ input: { email }, origin }: RequestPasswordResetCommand): Promise<void> {
    await this.limiter.mail(email, origin);
    const [work] = await Promise.allSettled([this.sendIfKnown(email, origin), sleep(ANSWER_AFTER_MS)]);
    if (work.status === 'rejected') throw work.reason;
  }

  private async sendIfKnown(email: string, origin: Origin): Promise<void> {
    const account = await Acting.run(SIGN_IN, () => accountByEmail(this.unitOfWork, email));
    const city = account?.memberships[0]?.city;
    if (account === undefined || account.disabled || city === undefined) return;
    // A mail belongs to a city, so the work is done for that one.
    await Acting.run({ city, neighbours: [] }, () => this.send(account, city, origin));
  }

  private send({ id, email, name, language }: Account, city: string, origin: Origin): Promise<void> {
    const now = this.clock.now();
    const token = newSecret();
    const expiresAt = new Date(now.getTime() + RESET_MINUTES * 60_000);
    const link = links.passwordReset(this.config.http.publicUrl, token);
    return this.unitOfWork.run(async (transaction) => {
      await keepToken(transaction, token, { purpose: 'reset', personId: id, expiresAt }, now);
      await this.mails.put(transaction, {
        city,
        key: `password-reset:${this.ids.next()}`,
        to: { address: email, name },
        // Whoever reads it could act in every city of the person.
        secretLinks: 'always',
        ...passwordResetMail({ name, link, minutes: RESET_MINUTES }, language),
      });
      await this.audit.record(transaction, strangerFrom(origin), {
        city,
        action: 'password.reset-requested',
        object: { kind: 'person', id },
      });
    });
  }
}
