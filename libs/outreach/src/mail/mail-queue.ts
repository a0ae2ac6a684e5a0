import { type UnitOfWork } from '@bole/persistence';

/** A mail that this process has to send. The number of the attempt tells its hold from every other's. */
export interface ClaimedMail {
  readonly id: string;
  readonly city: string;
  readonly attempt: number;
  readonly messageId: string;
  readonly to: { readonly address: string; readonly name: string | null };
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly createdAt: Date;
}

/** Longer than a mail may take to be sent (`SEND_LIMIT_MS`): whoever still sends still holds. */
export const MAIL_LEASE_MS = 120_000;

/**
 * The mails that wait, over all processes. A process that dies between sending a mail and saying so loses its hold after
 * two minutes; the mail is sent once more, under the same Message-ID, and if that ends in the same way it has failed:
 * nobody gets a mail more than twice.
 */
export class MailQueue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    /** Of BOLE_MAIL_FROM: the right side of Message-IDs. */
    private readonly sendingDomain: string,
    private readonly leaseMs = MAIL_LEASE_MS,
  ) {}

  /** Takes up to `limit` mails that are due, of all cities that the present scope sees. */
  async claim(limit: number): Promise<ClaimedMail[]> {
    return this.unitOfWork.run(async (transaction) => {
      await transaction.query(
        `update outreach.mail set state = 'failed', lease_until = null,
           last_error = 'MAIL_UNCERTAIN: two senders ended without saying whether it had left'
         where state = 'sending' and lease_until < clock_timestamp() and lapses > 0`,
      );
      const rows = await transaction.query<ClaimedRow>(
        `update outreach.mail set state = 'sending', attempts = attempts + 1,
           lapses = lapses + (state = 'sending')::int,
           lease_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000),
           message_id = coalesce(message_id, '<' || id || '@' || $3 || '>')
         where id in (
           select id from outreach.mail
           where state = 'queued' and next_attempt_at <= clock_timestamp()
              or state = 'sending' and lease_until < clock_timestamp()
           order by next_attempt_at, id limit $1 for update skip locked)
         returning id, city, attempts, message_id, to_address, to_name, subject, text, html, headers, created_at`,
        [limit, this.leaseMs, this.sendingDomain],
      );
      return rows.map(toClaimed);
    });
  }

  /** Says whether the mail was still this claim's to end. */
  sent(mail: ClaimedMail): Promise<boolean> {
    return this.end(mail, `state = 'sent', sent_at = clock_timestamp(), last_error = null`);
  }

  /** The mail waits for another attempt. */
  retry(mail: ClaimedMail, error: string, delayMs: number): Promise<boolean> {
    return this.end(
      mail,
      `state = 'queued', last_error = $3, next_attempt_at = clock_timestamp() + make_interval(secs => $4::float8 / 1000)`,
      [shortened(error), delayMs],
    );
  }

  /** The mail is not tried again. */
  failed(mail: ClaimedMail, error: string): Promise<boolean> {
    return this.end(mail, `state = 'failed', last_error = $3`, [shortened(error)]);
  }

  private async end(mail: ClaimedMail, changes: string, values: readonly unknown[] = []): Promise<boolean> {
    const ended = await this.unitOfWork.query(
      `update outreach.mail set ${changes}, lease_until = null
       where id = $1 and attempts = $2 and state = 'sending' returning id`,
      [mail.id, mail.attempt, ...values],
    );
    return ended.length > 0;
  }
}

interface ClaimedRow {
  readonly id: string;
  readonly city: string;
  readonly attempts: number;
  readonly message_id: string;
  readonly to_address: string;
  readonly to_name: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly created_at: Date;
}

function toClaimed(row: ClaimedRow): ClaimedMail {
  return {
    id: row.id,
    city: row.city,
    attempt: row.attempts,
    messageId: row.message_id,
    to: { address: row.to_address, name: row.to_name },
    subject: row.subject,
    text: row.text,
    html: row.html,
    headers: row.headers,
    createdAt: row.created_at,
  };
}

/** What a server answers is kept as one line of moderate length. */
function shortened(error: string): string {
  return error
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
