import { derivedId } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { type SourceRecord } from './profile.store';

/** Lets the contacts of these records be what the records now say: new ones come, those no longer named go. */
export async function saveContacts(
  transaction: Transaction,
  records: readonly SourceRecord[],
  now: Date,
): Promise<void> {
  const rows = records.flatMap((record) =>
    record.contacts.map((contact, place) => ({
      id: derivedId('con', record.ref, String(place)),
      investor_id: record.profileId,
      city: record.tenant ?? NO_CITY,
      record_ref: record.ref,
      place,
      contact,
    })),
  );
  await transaction.query(
    `delete from intake.contact using jsonb_to_recordset($1::jsonb) as r(ref text, contacts int)
     where contact.record_ref = r.ref and contact.place >= r.contacts`,
    [JSON.stringify(records.map(({ ref, contacts }) => ({ ref, contacts: contacts.length })))],
  );
  await transaction.query(
    `insert into intake.contact as kept (id, investor_id, city, record_ref, place, contact, updated_at)
     select id, investor_id, city, record_ref, place, contact, $1
     from jsonb_to_recordset($2::jsonb)
       as r(id text, investor_id text, city text, record_ref text, place int, contact jsonb)
     order by id
     on conflict (record_ref, place) do update
       set investor_id = excluded.investor_id, city = excluded.city, contact = excluded.contact, updated_at = excluded.updated_at
       where kept.contact <> excluded.contact or kept.city <> excluded.city or kept.investor_id <> excluded.investor_id`,
    [now, JSON.stringify(rows)],
  );
}
