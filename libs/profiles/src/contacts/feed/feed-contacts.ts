import { type Contact } from '@bole/contracts';
import { derivedId } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { comparedEmail, comparedName, comparedPhone } from '@bole/platform';
import { NO_CITY } from '@bole/taxonomy';
import { grantedAfter, heldConsent } from '../consent-rule';
import { comparedColumns, type ContactRow } from '../contact';
import { beforeErasures, erasedAt } from '../erasure/erased-people';
import { type ConsentChange, noteConsentChanges, sameConsent } from '../store/consent-history';
import { pairContacts } from './pair-contacts';

/** A source's record of an investor, as far as it is about the people there. */
export interface RecordOfPeople {
  /** `partyRefText`. */
  readonly ref: string;
  readonly source: string;
  readonly profileId: string;
  readonly version: number;
  /** The city that submitted it, and alone knows them; null: a feed of the whole platform. */
  readonly tenant: string | null;
  readonly contacts: readonly Contact[];
}

/** A contact as a record of a feed names it. */
interface Named {
  readonly record: RecordOfPeople;
  readonly city: string;
  readonly place: number;
  readonly contact: Contact;
}

type NewRow = Pick<ContactRow, 'id' | 'investor_id' | 'city' | 'record_ref' | 'place' | 'contact' | 'origin'>;

/**
 * Lets the contacts of these records be what the records now say: new ones come, those no longer named go. With three
 * exceptions. What officers made or changed is the city's: a feed only adds a newer statement of consent to it. Who
 * withdrew stays on record, so that an older grant cannot come back. Who was erased is dropped, unless the record carries
 * a consent given since.
 */
export async function saveContacts(
  transaction: Transaction,
  records: readonly RecordOfPeople[],
  now: Date,
): Promise<void> {
  const named = await withoutErased(
    transaction,
    records.flatMap((record) =>
      record.contacts.map((contact, place) => ({ record, city: record.tenant ?? NO_CITY, place, contact })),
    ),
  );
  const kept = await keptRows(transaction, records, named);
  const rows: NewRow[] = [];
  const changes: ConsentChange[] = [];
  const gone: string[] = [];
  for (const record of records) {
    const city = record.tenant ?? NO_CITY;
    const own = kept.filter((row) => row.city === city && row.record_ref === record.ref);
    const ofCity = kept.filter(
      (row) =>
        row.city === city &&
        row.origin === 'city' &&
        row.investor_id === record.profileId &&
        !own.includes(row),
    );
    const here = named.filter((one) => one.record === record);
    const pairs = pairContacts(here, [...own, ...ofCity]);
    here.forEach((one, at) => {
      const { row, change } = settled(one, pairs[at], kept, now);
      if (row !== undefined) rows.push(row);
      if (change !== undefined) changes.push(change);
    });
    gone.push(
      ...kept
        .filter((row) => row.record_ref === record.ref && !pairs.includes(row))
        .filter((row) => row.origin === 'feed' && row.contact.consent.status !== 'withdrawn')
        .map(({ id }) => id),
    );
  }
  if (gone.length > 0)
    await transaction.query(`delete from intake.contact where id = any($1::text[])`, [gone]);
  await saveRows(transaction, rows, now);
  await noteConsentChanges(transaction, changes);
}

/** The row as it is to be from now on, where anything changes, and the change of consent, where there is one. */
function settled(
  { record, city, place, contact }: Named,
  before: ContactRow | undefined,
  kept: readonly ContactRow[],
  now: Date,
): { row: NewRow | undefined; change: ConsentChange | undefined } {
  const known =
    before === undefined ? statedElsewhere({ record, city, contact }, kept, now) : before.contact.consent;
  const consent = heldConsent(known, contact.consent, now);
  const id = before?.id ?? derivedId('con', record.ref, String(record.version), String(place));
  const row: NewRow = {
    id,
    investor_id: record.profileId,
    city,
    record_ref: before?.origin === 'city' ? before.record_ref : record.ref,
    place: before?.origin === 'city' ? before.place : place,
    contact: { ...(before?.origin === 'city' ? before.contact : contact), consent },
    origin: before?.origin ?? 'feed',
  };
  const change = sameConsent(before?.contact.consent, consent)
    ? undefined
    : {
        contactId: id,
        city,
        at: now,
        by: { kind: 'feed' as const, id: record.source, name: record.source },
        before: before?.contact.consent,
        after: consent,
      };
  return { row, change };
}

/** What the same person said, as other contacts of the city have it: a new record does not begin anew. */
function statedElsewhere(
  { record, city, contact }: Pick<Named, 'record' | 'city' | 'contact'>,
  kept: readonly ContactRow[],
  now: Date,
): Contact['consent'] | undefined {
  const { email, phone } = comparedColumns(contact);
  return kept
    .filter(
      (row) =>
        row.city === city &&
        ((email !== null && row.email === email) ||
          (phone !== null && row.phone === phone) ||
          (row.investor_id === record.profileId &&
            comparedName(row.contact.name) === comparedName(contact.name))),
    )
    .map((row) => row.contact.consent)
    .reduce<Contact['consent'] | undefined>((held, said) => heldConsent(held, said, now), undefined);
}

async function withoutErased(transaction: Transaction, named: readonly Named[]): Promise<readonly Named[]> {
  if (named.length === 0) return named;
  await beforeErasures(
    transaction,
    named.map(({ city }) => city),
  );
  const erased = await erasedAt(
    transaction,
    named.map(({ record, city, contact }) => ({
      city,
      identity: { ...contact, investorId: record.profileId },
    })),
  );
  return named.filter(({ contact }, at) => {
    const instant = erased[at];
    return instant === undefined || grantedAfter(contact.consent, instant);
  });
}

/** The contacts that the records have now, those that officers keep of the same investors, and the same people elsewhere. */
async function keptRows(
  transaction: Transaction,
  records: readonly RecordOfPeople[],
  named: readonly Named[],
): Promise<readonly ContactRow[]> {
  const people = named.map(({ city, contact }) => ({
    city,
    email: contact.email === undefined ? null : comparedEmail(contact.email),
    phone: contact.phone === undefined ? null : comparedPhone(contact.phone),
  }));
  return transaction.query<ContactRow>(
    `select * from intake.contact where id in (
       select id from intake.contact where record_ref = any($1::text[])
       union
       select c.id from jsonb_to_recordset($2::jsonb) as r(city text, investor_id text)
         join intake.contact as c on c.investor_id = r.investor_id and c.city = r.city
       union
       select c.id from jsonb_to_recordset($3::jsonb) as r(city text, email text)
         join intake.contact as c on c.city = r.city and c.email = r.email
       union
       select c.id from jsonb_to_recordset($3::jsonb) as r(city text, phone text)
         join intake.contact as c on c.city = r.city and c.phone = r.phone
     ) order by id for update`,
    [
      records.map(({ ref }) => ref),
      JSON.stringify(named.map(({ city, record }) => ({ city, investor_id: record.profileId }))),
      JSON.stringify(people),
    ],
  );
}

async function saveRows(transaction: Transaction, rows: readonly NewRow[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await transaction.query(
    `insert into intake.contact as kept
       (id, investor_id, city, record_ref, place, contact, origin, email, phone, updated_at)
     select id, investor_id, city, record_ref, place, contact, origin, email, phone, $1
     from jsonb_to_recordset($2::jsonb) as r(id text, investor_id text, city text, record_ref text, place int,
       contact jsonb, origin text, email text, phone text)
     order by id
     on conflict (id) do update
       set revision = kept.revision + 1, place = excluded.place, contact = excluded.contact,
         email = excluded.email, phone = excluded.phone, updated_at = excluded.updated_at
       where kept.contact <> excluded.contact or kept.place is distinct from excluded.place`,
    [now, JSON.stringify(rows.map((row) => ({ ...row, ...comparedColumns(row.contact) })))],
  );
}
