import { Inject, Injectable } from '@nestjs/common';
import { type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  type Person,
  type PersonalDataSection,
  type PersonalDataSource,
  withoutPerson,
} from '@bole/platform';
import { withoutLinkSecrets } from '../mail/link-secrets';

interface MailRow {
  readonly id: string;
  readonly to_address: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly state: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
}

interface DeliveryRow {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  readonly response_body: string | null;
}

/** Mails to a contact, mails to others that name it, and what webhooks were told of it. */
@Injectable()
export class OutreachPersonalData implements PersonalDataSource {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async export(person: Person): Promise<readonly PersonalDataSection[]> {
    const mails = await mailsWith(this.unitOfWork, person);
    const deliveries = await deliveriesWith(this.unitOfWork, person);
    return [
      {
        name: 'mails',
        items: mails.map(({ id, to_address: to, subject, text, state, created_at, sent_at }) => ({
          ...{
            id,
            to,
            subject,
            text: withoutLinkSecrets(text),
            state,
            createdAt: created_at,
            sentAt: sent_at,
          },
        })),
      },
      { name: 'webhookDeliveries', items: deliveries.map(({ id, event, body }) => ({ id, event, body })) },
    ];
  }

  /** Mails to the person go; elsewhere it is blotted out. */
  async erase(transaction: Transaction, person: Person): Promise<Readonly<Record<string, number>>> {
    const mails = await mailsWith(transaction, person);
    const own = mails.filter(({ to_address }) => isTo(to_address, person)).map(({ id }) => id);
    await transaction.query(`delete from outreach.mail where id = any($1::text[])`, [own]);
    for (const { id, subject, text, html } of mails.filter((mail) => !own.includes(mail.id)))
      await transaction.query(`update outreach.mail set subject = $2, text = $3, html = $4 where id = $1`, [
        ...[id, person.redact(subject), person.redact(text), html === null ? null : person.redact(html)],
      ]);
    const deliveries = await deliveriesWith(transaction, person);
    for (const { id, body, response_body: response } of deliveries)
      await transaction.query(`update outreach.delivery set body = $2, response_body = $3 where id = $1`, [
        ...[id, redactedBody(body, person), response === null ? null : person.redact(response)],
      ]);
    return { mails: mails.length, webhookDeliveries: deliveries.length };
  }
}

function isTo(address: string, person: Person): boolean {
  return person.emails.includes(address.trim().toLowerCase());
}

/** The search in SQL finds too many; the redaction decides. */
async function mailsWith(database: Pick<UnitOfWork, 'query'>, person: Person): Promise<MailRow[]> {
  const rows = await database.query<MailRow>(
    `select id, to_address, subject, text, html, state, created_at, sent_at from outreach.mail
     where city = $1 and (lower(trim(to_address)) = any($2::text[]) or ${MENTIONS(`subject || ' ' || text || ' ' || coalesce(html, '')`)})
     order by created_at, id`,
    [person.city, person.emails, person.phones],
  );
  return rows.filter(
    ({ to_address, subject, text, html }) =>
      isTo(to_address, person) || [subject, text, html ?? ''].some((part) => person.redact(part) !== part),
  );
}

async function deliveriesWith(database: Pick<UnitOfWork, 'query'>, person: Person): Promise<DeliveryRow[]> {
  const rows = await database.query<DeliveryRow>(
    `select id, event, body, response_body from outreach.delivery
     where city = $1 and ${MENTIONS(`body || ' ' || coalesce(response_body, '')`)} order by id`,
    [person.city, person.emails, person.phones],
  );
  return rows.filter(
    ({ body, response_body: response }) =>
      redactedBody(body, person) !== body || person.redact(response ?? '') !== (response ?? ''),
  );
}

/** A CloudEvent. */
function redactedBody(body: string, person: Person): string {
  const event = JSON.parse(body) as unknown;
  const cleared = withoutPerson(event, person);
  return cleared === event ? body : JSON.stringify(cleared);
}

const MENTIONS = (text: string) =>
  `(exists (select from unnest($2::text[]) as email where position(email in lower(${text})) > 0)
    or exists (select from unnest($3::text[]) as phone
      where position(phone in regexp_replace(${text}, '[^0-9]', '', 'g')) > 0))`;
