import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** People at investors: consent and its history, erasure with what keeps an erased person out, and a city's own notes. */
export class Contacts1764000013000 implements MigrationInterface {
  readonly name = 'Contacts1764000013000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...CONTACTS, ...ERASURE, ...COPIES, ...NOTES, ...GRANTS])
      await runner.query(statement);
    for (const [table, rows] of Object.entries(GATEWAY_ROWS)) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy gateway on ${table} to bole_gateway using (${rows})`);
      await runner.query(
        `create policy service on ${table} to bole_service using (${ACTING_CITY} in ('*', city))`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function intake.redact_copy(text, text, text[], bytea, jsonb)`);
    await runner.query(`drop function intake.copies_carrying(text[])`);
    for (const table of Object.keys(GATEWAY_ROWS)) await runner.query(`drop table ${table} cascade`);
    await runner.query(`drop policy gateway_unassigned on intake.source_record`);
    await runner.query(`revoke update (content_hash) on intake.source_record from bole_gateway`);
    await runner.query(`revoke update (facts, content_hash) on intake.signal from bole_gateway`);
    await runner.query(`revoke update (body, response_body) on outreach.delivery from bole_gateway`);
    await runner.query(`revoke update (subject, text, html) on outreach.mail from bole_gateway`);
    await runner.query(`revoke delete on outreach.mail from bole_gateway`);
    await runner.query(`revoke insert, update, delete on intake.contact from bole_gateway`);
    await runner.query(`delete from intake.contact where record_ref is null`);
    await runner.query(
      `update intake.contact as own set place = numbered.place from (
         select id, row_number() over (partition by record_ref order by place, id) - 1 as place from intake.contact
       ) as numbered where numbered.id = own.id`,
    );
    await runner.query(
      `alter table intake.contact drop column origin, drop column revision, drop column email, drop column phone,
         alter column record_ref set not null, alter column place set not null, add unique (record_ref, place)`,
    );
    await runner.query(`drop index intake.contact_record`);
  }
}

const CONTACTS = [
  `alter table intake.contact drop constraint contact_record_ref_place_key,
     alter column record_ref drop not null, alter column place drop not null,
     add column origin text not null default 'feed' check (origin in ('feed', 'city')),
     add column revision bigint not null default 1 check (revision > 0),
     add column email text, add column phone text`,
  `comment on column intake.contact.origin is 'city: made or changed by its officers, so that no feed overwrites it.'`,
  `comment on column intake.contact.email is 'As it is compared: libs/platform, personal-data/person.ts.'`,
  `update intake.contact set email = lower(trim(contact ->> 'email')),
     phone = nullif(regexp_replace(regexp_replace(contact ->> 'phone', '[^0-9]', '', 'g'), '^(00)?(86(?=1[0-9]{10}$))?', ''), '')`,
  `create index contact_record on intake.contact (record_ref)`,
  `create index contact_email on intake.contact (city, email) where email is not null`,
  `create index contact_phone on intake.contact (city, phone) where phone is not null`,
  `create table intake.consent_change (
     id text primary key,
     contact_id text not null references intake.contact (id) on delete cascade,
     city text not null,
     changed_at timestamptz not null,
     by_kind text not null check (by_kind in ('person', 'key', 'feed')),
     by_id text not null,
     by_name text not null,
     before jsonb,
     after jsonb not null
   )`,
  `comment on table intake.consent_change is 'Append-only: nobody may change or delete a row; it goes with its contact alone.'`,
  `create index consent_change_contact on intake.consent_change (contact_id, changed_at, id)`,
];

const ERASURE = [
  `create table intake.erasure (
     id text primary key,
     city text not null references access.city (code),
     contact_ids text[] not null,
     reason text not null,
     asked_by text not null,
     begun_at timestamptz not null,
     finished_at timestamptz,
     removed jsonb not null default '{}',
     last_copy_gone_at timestamptz
   )`,
  `comment on table intake.erasure is 'Receipts. They hold nothing of the person but ids that mean nothing any more.'`,
  `create index erasure_contacts on intake.erasure using gin (contact_ids)`,
  `create table intake.erasure_salt (
     city text primary key references access.city (code),
     salt bytea not null check (length(salt) = 32)
   )`,
  `create table intake.erased_person (
     city text not null references access.city (code),
     key text not null,
     erased_at timestamptz not null,
     primary key (city, key)
   )`,
  `comment on table intake.erased_person is 'HMAC-SHA-256, under the salt of the city, of what an erased person was known by: keeps it out when an old record comes again.'`,
];

/**
 * Records that ingest set aside lie there as they came, those of all cities together, and no role of the gateway sees
 * them. These two functions let an erasure reach those of its city which carry the person; those that name no city are
 * kept for none (1764000014000-unowned-records), and go after 28 days.
 * What is looked for is folded as the texts are: lower case, bytes beyond ASCII as octal, without blanks and -+().
 */
const FOLDED = (text: string) => `lower(regexp_replace(${text}, '[ ()+-]', '', 'g'))`;
const OWN = (tenant: string) => `coalesce(${tenant}, '000000') = access.acting_city()`;
const CARRIES = (text: string) =>
  `exists (select from unnest(needles) as needle where position(needle in ${FOLDED(text)}) > 0)`;
const COPIES = [
  `create function intake.copies_carrying(needles text[])
     returns table (place text, id text, topic text, value bytea, about jsonb)
     language sql stable security definer set search_path = pg_catalog, pg_temp as $$
       select 'rejected', r.id, r.topic, r.value, r.problems from intake.rejected_record as r
       where access.acting_city() ~ '^[0-9]{6}$' and access.acting_projects() is null
         and ${OWN(`coalesce(r.tenant, substring(encode(r.value, 'escape') from '"tenant"\\s*:\\s*"([0-9]{6})"'))`)}
         and ${CARRIES(`coalesce(encode(r.value, 'escape'), '') || ' ' || r.problems::text`)}
       union all
       select 'parked', p.id, p.record ->> 'topic', decode(p.record ->> 'value', 'base64'), p.facts
       from intake.parked_signal as p
       where access.acting_city() ~ '^[0-9]{6}$' and access.acting_projects() is null
         and ${OWN('p.tenant')} and ${CARRIES('p.facts::text')}
     $$`,
  `create function intake.redact_copy(of_place text, of_id text, needles text[], new_value bytea, new_about jsonb)
     returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
       update intake.rejected_record as r set value = new_value, problems = new_about
       from intake.copies_carrying(needles) as found
       where of_place = 'rejected' and found.place = of_place and found.id = of_id and r.id = of_id;
       update intake.parked_signal as p set facts = new_about,
         record = jsonb_set(p.record, '{value}', to_jsonb(translate(encode(new_value, 'base64'), E'\\n', '')))
       from intake.copies_carrying(needles) as found
       where of_place = 'parked' and found.place = of_place and found.id = of_id and p.id = of_id;
     $$`,
  `revoke all on function intake.copies_carrying(text[]), intake.redact_copy(text, text, text[], bytea, jsonb) from public`,
  `grant execute on function intake.copies_carrying(text[]), intake.redact_copy(text, text, text[], bytea, jsonb)
     to bole_gateway`,
  // Rejected records leave the log within the month that GDPR art. 12(3) gives for an answer.
  `update event_log.topic set retention_ms = 28 * 86400000::bigint where name = 'rejected' and retention_ms > 28 * 86400000::bigint`,
];

const NOTES = [
  `create table intake.note (
     id text primary key,
     city text not null references access.city (code),
     investor_id text references intake.investor (id),
     project_id text references intake.project (id),
     text text not null check (length(text) between 1 and 20000),
     tags text[] not null default '{}',
     pinned boolean not null default false,
     for_advisers boolean not null default false,
     author_kind text not null check (author_kind in ('person', 'key')),
     author_id text not null,
     author_name text not null,
     revision bigint not null default 1,
     created_at timestamptz not null,
     updated_at timestamptz not null,
     check (investor_id is not null or project_id is not null)
   )`,
  `comment on table intake.note is 'What a city writes for itself about an investor, a project, or (both) a lead.'`,
  `create index note_city on intake.note (city, pinned desc, created_at desc, id)`,
  `create index note_investor on intake.note (city, investor_id)`,
  `create index note_project on intake.note (city, project_id)`,
];

const GRANTS = [
  `grant insert, update, delete on intake.contact to bole_gateway`,
  `grant select, insert on intake.consent_change to bole_gateway, bole_service`,
  `grant select, insert on intake.erasure_salt, intake.erased_person to bole_gateway`,
  `grant update (erased_at) on intake.erased_person to bole_gateway`,
  `grant select on intake.erasure_salt, intake.erased_person to bole_service`,
  `grant select, insert on intake.erasure to bole_gateway`,
  `grant update (contact_ids, finished_at, removed, last_copy_gone_at) on intake.erasure to bole_gateway`,
  `grant update (content_hash) on intake.source_record to bole_gateway`,
  `grant update (facts, content_hash) on intake.signal to bole_gateway`,
  `grant select, insert, update, delete on intake.note to bole_gateway`,
  `grant delete on outreach.mail to bole_gateway`,
  `grant update (subject, text, html) on outreach.mail to bole_gateway`,
  `grant update (body, response_body) on outreach.delivery to bole_gateway`,
  `create policy gateway_unassigned on intake.source_record to bole_gateway
     using (tenant is null and (select access.acting_city()) = '000000' and (select access.acting_projects()) is null)`,
];

const ACTING_CITY = `(select access.acting_city())`;
const WHOLE_CITY = `city = ${ACTING_CITY} and (select access.acting_projects()) is null`;
const GATEWAY_ROWS: Readonly<Record<string, string>> = {
  'intake.consent_change': WHOLE_CITY,
  'intake.erasure': WHOLE_CITY,
  'intake.erasure_salt': WHOLE_CITY,
  'intake.erased_person': WHOLE_CITY,
  'intake.note': `city = ${ACTING_CITY} and ((select access.acting_projects()) is null
    or for_advisers and project_id = any ((select access.acting_projects())::text[]))`,
};
