import { type Random } from '@bole/kernel';
import { Acting, ALL_CITIES } from '@bole/persistence';
import { type ClaimedMail, type MailQueue } from './mail-queue';
import { type SmtpSender } from './smtp-sender';

interface SendLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Sent side by side; each has a connection of its own. */
const AT_ONCE = 5;
/** With the pauses below that is about four days, as RFC 5321 (4.5.4.1) asks of a sender. */
const MOST_ATTEMPTS = 30;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 4 * 3_600_000;

/** Sends the mails that are due. Any number of processes work on one outbox. */
export class MailSending {
  constructor(
    private readonly queue: MailQueue,
    private readonly sender: Pick<SmtpSender, 'send'>,
    private readonly random: Random,
    private readonly log: SendLog,
  ) {}

  /** One round; returns how many mails it took. */
  async round(): Promise<number> {
    const mails = await Acting.run(ALL_CITIES, () => this.queue.claim(AT_ONCE));
    const ends = await Promise.allSettled(
      mails.map((mail) => Acting.run({ city: mail.city, neighbours: [] }, () => this.sendOne(mail))),
    );
    const lost = ends.find((end) => end.status === 'rejected');
    if (lost !== undefined) throw lost.reason;
    return mails.length;
  }

  private async sendOne(mail: ClaimedMail): Promise<void> {
    const outcome = await this.sender.send(mail);
    const { id, city, attempt, messageId } = mail;
    const held = await this.record(mail, outcome);
    // Not the address, nor the subject, nor the words of the server, which repeat the address: they are personal.
    const fields = { mailId: id, city, attempt, messageId, outcome: outcome.kind };
    if (!held) this.log.warn(fields, 'A mail was sent on after its hold had lapsed');
    else if (outcome.kind === 'sent') this.log.info(fields, 'Mail sent');
    else this.log.warn({ ...fields, code: outcome.error.split(' ')[0] }, 'A mail could not be sent');
  }

  private record(mail: ClaimedMail, outcome: Awaited<ReturnType<SmtpSender['send']>>): Promise<boolean> {
    switch (outcome.kind) {
      case 'sent':
        return this.queue.sent(mail);
      case 'refused':
        return this.queue.failed(mail, outcome.error);
      case 'not-now':
        return mail.attempt >= MOST_ATTEMPTS
          ? this.queue.failed(mail, outcome.error)
          : this.queue.retry(mail, outcome.error, pauseAfter(mail.attempt, this.random()));
    }
  }
}

/** One minute, doubled with each attempt up to four hours; spread by a quarter either way. */
function pauseAfter(attempt: number, chance: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)) * (0.75 + chance / 2);
}
