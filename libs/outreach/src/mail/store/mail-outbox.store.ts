import { Inject, Injectable } from '@nestjs/common';
import { type Clock, derivedId } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { CLOCK, type MailOutbox, type OutgoingMail } from '@bole/platform';
import { checkMail } from '../mail-rules';

/** The mail outbox as a table: what is written in a transaction leaves after it commits, or never. */
@Injectable()
export class MailOutboxStore implements MailOutbox {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async put(transaction: Pick<Transaction, 'query'>, mail: OutgoingMail): Promise<string> {
    checkMail(mail);
    // The id follows from what must be unique, so that a repetition gives the same one without reading what is there.
    const id = derivedId('mail', mail.city, mail.key);
    await transaction.query(
      `insert into outreach.mail (id, city, key, to_address, to_name, subject, text, html, headers, secret_links, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
      [
        id,
        mail.city,
        mail.key,
        mail.to.address,
        mail.to.name ?? null,
        mail.subject,
        mail.text,
        mail.html ?? null,
        JSON.stringify(mail.headers ?? {}),
        mail.secretLinks ?? null,
        this.clock.now(),
      ],
    );
    return id;
  }
}
