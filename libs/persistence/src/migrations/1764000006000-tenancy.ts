import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Cities as tenants: who they are, the roles that work is done under, and which rows each may see. */
export class Tenancy1764000006000 implements MigrationInterface {
  readonly name = 'Tenancy1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...CITIES, ...FUNCTIONS, ...COLUMNS, ...GRANTS, ...POLICIES])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of GUARDED) {
      await runner.query(`drop policy if exists gateway on ${table}`);
      await runner.query(`drop policy if exists service on ${table}`);
      await runner.query(`alter table ${table} disable row level security`);
    }
    await runner.query(`drop table intake.contact`);
    await runner.query(
      `alter table intake.source_record drop column tenant, drop column city, drop column audience`,
    );
    await runner.query(`alter table intake.project drop column city, drop column audience`);
    await runner.query(`alter table intake.signal drop column tenant`);
    await runner.query(`alter table intake.parked_signal drop column tenant`);
    await runner.query(`alter table matching.party drop column city, drop column audience`);
    await runner.query(`alter table matching.facts drop column city, drop column audience`);
    await runner.query(`alter table matching.signal drop column tenant`);
    await runner.query(`alter table matching.match drop column city`);
    await runner.query(`drop schema access cascade`);
    for (const role of ['bole_service', 'bole_gateway'])
      for (const schema of ['event_log', 'search', 'outbox', 'intake', 'matching', 'work']) {
        await runner.query(`revoke all on all tables in schema ${schema} from ${role}`);
        await runner.query(`revoke all on all sequences in schema ${schema} from ${role}`);
        await runner.query(`revoke usage on schema ${schema} from ${role}`);
      }
  }
}

const CITIES = [
  `create schema access`,
  `create table access.city (
     code text primary key check (code ~ '^[0-9]{6}$'),
     zh text not null,
     en text not null,
     created_at timestamptz not null default now()
   )`,
  `comment on table access.city is 'Tenants, by GB/T 2260 city code; 000000 keeps what lies in no city.'`,
  `insert into access.city (code, zh, en) values ('000000', '未分配', 'No city')`,
  `create table access.cluster (
     id text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
     zh text not null,
     en text not null
   )`,
  `create table access.cluster_city (
     cluster_id text not null references access.cluster (id) on delete cascade,
     city text not null references access.city (code) on delete cascade,
     joined_at timestamptz not null default now(),
     primary key (cluster_id, city)
   )`,
  `create index cluster_city_city on access.cluster_city (city)`,
];

/** Read for whom a connection works (libs/persistence/src/scope). In a policy, inside a sub-select, each runs once a query. */
const FUNCTIONS = [
  `create function access.acting_city() returns text language sql stable parallel safe
     as $$ select nullif(current_setting('bole.city', true), '') $$`,
  `create function access.acting_audiences() returns text[] language sql stable parallel safe
     as $$ select coalesce(nullif(current_setting('bole.audiences', true), ''), '{}')::text[] $$`,
  `create function access.acting_projects() returns text[] language sql stable parallel safe
     as $$ select nullif(current_setting('bole.projects', true), '')::text[] $$`,
];

/** The city of a GB/T 2260 code, as libs/taxonomy has it: for rows that were there before cities were. */
const CITY_OF = (code: string) => `case
  when ${code} is null then '000000'
  when substr(${code}, 1, 2) in ('11', '12', '31', '50') then substr(${code}, 1, 2) || '0000'
  when substr(${code}, 3) = '0000' then '000000'
  when substr(${code}, 3, 2) = '90' then case when substr(${code}, 5) = '00' then '000000' else ${code} end
  else substr(${code}, 1, 4) || '00' end`;
const AUDIENCE = (visibility: string, city: string) =>
  `case ${visibility} when 'public' then 'public' else ${visibility} || ':' || ${city} end`;

const COLUMNS = [
  `alter table intake.source_record add column tenant text, add column city text, add column audience text`,
  `comment on column intake.source_record.tenant is 'The city that submitted the record; null: a feed of the whole platform.'`,
  `alter table intake.project add column city text, add column audience text`,
  `update intake.project set city = ${CITY_OF(`profile -> 'place' ->> 'division'`)}`,
  `update intake.project set audience = ${AUDIENCE(`coalesce(profile ->> 'visibility', 'public')`, 'city')}`,
  `update intake.source_record set city = ${CITY_OF(`profile -> 'place' ->> 'division'`)} where kind = 'project'`,
  `update intake.source_record set audience = ${AUDIENCE(`coalesce(profile ->> 'visibility', 'public')`, 'city')}
     where kind = 'project'`,
  `alter table intake.project alter column city set not null, alter column audience set not null`,
  `create index project_city on intake.project (city, id)`,
  `create table intake.contact (
     id text primary key,
     investor_id text not null,
     city text not null,
     record_ref text not null,
     place int not null,
     contact jsonb not null,
     updated_at timestamptz not null,
     unique (record_ref, place)
   )`,
  `comment on table intake.contact is 'People at investors, each known to one city alone; taken out of the profiles, which all cities share.'`,
  `create index contact_investor on intake.contact (investor_id, city)`,
  `create index contact_city on intake.contact (city, id)`,
  `insert into intake.contact (id, investor_id, city, record_ref, place, contact, updated_at)
     select 'con_' || substr(encode(sha256(convert_to(ref || ' ' || place, 'UTF8')), 'hex'), 1, 20),
       profile_id, '000000', ref, place - 1, contact, received_at
     from intake.source_record, jsonb_array_elements(profile -> 'contacts') with ordinality as listed (contact, place)
     where kind = 'investor'`,
  `update intake.source_record set profile = profile - 'contacts' where kind = 'investor'`,
  `update intake.investor set profile = profile - 'contacts'`,
  `alter table intake.signal add column tenant text`,
  `update intake.signal set tenant = coalesce((select city from intake.project where id = project_id),
     ${CITY_OF('signal.city')})`,
  `alter table intake.signal alter column tenant set not null`,
  `create index signal_tenant on intake.signal (tenant, occurred_at, id)`,
  `alter table intake.parked_signal add column tenant text`,
  `alter table matching.party add column city text, add column audience text`,
  `alter table matching.facts add column city text, add column audience text`,
  `update matching.facts set city = project.city, audience = project.audience
     from intake.project where facts.kind = 'project' and facts.id = project.id`,
  `update matching.party set city = project.city, audience = project.audience
     from intake.project where party.kind = 'project' and party.id = project.id`,
  `alter table matching.signal add column tenant text`,
  `update matching.signal as own set tenant = coalesce(kept.tenant, '000000')
     from matching.signal as all_of left join intake.signal as kept on kept.id = all_of.id where own.id = all_of.id`,
  `alter table matching.signal alter column tenant set not null`,
  `alter table matching.match add column city text`,
  `update matching.match set city = coalesce(
     (select city from matching.party where kind = 'project' and id = project_id), '000000')`,
  `alter table matching.match alter column city set not null`,
  `create index match_city on matching.match (city, score desc, lead_id)`,
];

const ALL = 'select, insert, update, delete';
const GRANTS = [
  ...['outbox', 'intake', 'matching', 'work', 'access'].flatMap((schema) => [
    `grant usage on schema ${schema} to bole_service`,
    `grant ${ALL} on all tables in schema ${schema} to bole_service`,
    `grant usage, select, update on all sequences in schema ${schema} to bole_service`,
  ]),
  // The matcher's own tables are emptied for a rebuild.
  `grant truncate on all tables in schema matching to bole_service`,
  ...['outbox', 'intake', 'matching', 'access'].map(
    (schema) => `grant usage on schema ${schema} to bole_gateway`,
  ),
  `grant insert on outbox.event to bole_gateway`,
  `grant usage on sequence outbox.event_id_seq to bole_gateway`,
  `grant select on intake.source_record, intake.investor, intake.project, intake.signal, intake.contact,
     intake.parked_signal to bole_gateway`,
  `grant select on matching.party, matching.facts, matching.signal, matching.match, matching.list,
     matching.deeds_epoch to bole_gateway`,
  `grant select on access.city, access.cluster, access.cluster_city to bole_gateway`,
];

const ACTING_CITY = `(select access.acting_city())`;
/** Rows of one city, and for an adviser only those of the projects shown to it. */
const OF_CITY = (column: string) => `${column} = ${ACTING_CITY}`;
const SHOWN = (project: string) =>
  `((select access.acting_projects()) is null or ${project} = any ((select access.acting_projects())::text[]))`;
const FOR_AUDIENCE = (project: string) =>
  `audience = any ((select access.acting_audiences())::text[]) and ${SHOWN(project)}`;
const SIGNED_IN = `${ACTING_CITY} is not null and ${ACTING_CITY} not in ('*', 'sign-in')`;
const UNRESTRICTED = `(select access.acting_projects()) is null`;

/** What the gateway's role sees of each table; the pipeline's sees its own city's rows, or all when it works for all. */
const RULES: readonly (readonly [table: string, gateway: string, service: string])[] = [
  [
    'intake.source_record',
    `${OF_CITY('tenant')} and ${UNRESTRICTED}`,
    `${ACTING_CITY} = '*' or tenant = ${ACTING_CITY}`,
  ],
  ['intake.investor', `${SIGNED_IN}`, `${ACTING_CITY} is not null`],
  ['intake.project', FOR_AUDIENCE('id'), `${ACTING_CITY} in ('*', city)`],
  ['intake.contact', `${OF_CITY('city')} and ${UNRESTRICTED}`, `${ACTING_CITY} in ('*', city)`],
  ['intake.signal', `${OF_CITY('tenant')} and ${SHOWN('project_id')}`, `${ACTING_CITY} in ('*', tenant)`],
  [
    'intake.parked_signal',
    `${OF_CITY('tenant')} and ${UNRESTRICTED}`,
    `${ACTING_CITY} = '*' or tenant = ${ACTING_CITY}`,
  ],
  [
    'matching.party',
    `kind = 'investor' and ${SIGNED_IN} or ${FOR_AUDIENCE('id')}`,
    `${ACTING_CITY} is not null`,
  ],
  [
    'matching.facts',
    `kind = 'investor' and ${SIGNED_IN} or ${FOR_AUDIENCE('id')}`,
    `${ACTING_CITY} is not null`,
  ],
  // What was signed is known to all; what passed on the way there, to the city alone.
  [
    'matching.signal',
    `deed and ${SIGNED_IN} or ${OF_CITY('tenant')} and ${SHOWN('project_id')}`,
    `${ACTING_CITY} in ('*', tenant)`,
  ],
  ['matching.match', `${OF_CITY('city')} and ${SHOWN('project_id')}`, `${ACTING_CITY} in ('*', city)`],
  ['matching.list', SIGNED_IN, `${ACTING_CITY} is not null`],
];
const GUARDED = RULES.map(([table]) => table);

const POLICIES = RULES.flatMap(([table, gateway, service]) => [
  `alter table ${table} enable row level security`,
  `create policy gateway on ${table} to bole_gateway using (${gateway})`,
  `create policy service on ${table} to bole_service using (${service})`,
]);
