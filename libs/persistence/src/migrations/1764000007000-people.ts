import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** People, how they sign in, API keys, shares and the audit (libs/access). */
export class People1764000007000 implements MigrationInterface {
  readonly name = 'People1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...PEOPLE, ...SIGN_IN, ...KEYS, ...AUDIT]) await runner.query(statement);
    for (const [table, access] of Object.entries(ACCESS))
      for (const statement of guarded(`access.${table}`, access)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(ACCESS).reverse())
      await runner.query(`drop table access.${table} cascade`);
    await runner.query(`drop function access.audit_head(text)`);
    await runner.query(`drop function access.refuse_change()`);
  }
}

const PEOPLE = [
  `create table access.person (
     id text primary key,
     email text not null unique check (email = lower(email) and length(email) between 3 and 254),
     name text not null check (length(name) between 1 and 100),
     language text not null check (language in ('zh', 'en')),
     disabled_at timestamptz,
     revision bigint not null default 1,
     created_at timestamptz not null
   )`,
  `create table access.password (
     person_id text primary key references access.person (id) on delete cascade,
     hash text not null check (hash like '$argon2id$%'),
     changed_at timestamptz not null
   )`,
  `comment on table access.password is 'Apart from person, so that nothing that works for a city ever reads a hash.'`,
  `create table access.membership (
     person_id text not null references access.person (id) on delete cascade,
     city text not null references access.city (code),
     role text not null check (role in ('administrator', 'officer', 'analyst', 'adviser')),
     revision bigint not null default 1,
     joined_at timestamptz not null,
     signed_in_at timestamptz,
     primary key (person_id, city)
   )`,
  `create index membership_city on access.membership (city, person_id)`,
  `create table access.invitation (
     id text primary key,
     city text not null references access.city (code),
     email text not null check (email = lower(email)),
     role text not null check (role in ('administrator', 'officer', 'analyst', 'adviser')),
     language text not null check (language in ('zh', 'en')),
     token_hash text not null unique,
     invited_by text not null,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     accepted_at timestamptz,
     revoked_at timestamptz
   )`,
  `create unique index invitation_open on access.invitation (city, email) where accepted_at is null and revoked_at is null`,
  `create table access.share (
     city text not null,
     person_id text not null,
     project_id text not null,
     shared_by text not null,
     shared_at timestamptz not null,
     primary key (city, person_id, project_id),
     foreign key (person_id, city) references access.membership (person_id, city) on delete cascade
   )`,
];

const SIGN_IN = [
  `create table access.one_time_token (
     token_hash text primary key,
     purpose text not null check (purpose in ('reset', 'link')),
     person_id text not null references access.person (id) on delete cascade,
     city text references access.city (code),
     created_at timestamptz not null,
     expires_at timestamptz not null,
     used_at timestamptz
   )`,
  `create index one_time_token_person on access.one_time_token (person_id)`,
  `create table access.session (
     id text primary key,
     token_hash text not null unique,
     person_id text not null,
     city text not null,
     means text not null check (means in ('password', 'link', 'invitation', 'single-sign-on')),
     created_at timestamptz not null,
     last_seen_at timestamptz not null,
     expires_at timestamptz not null,
     ip text,
     user_agent text,
     foreign key (person_id, city) references access.membership (person_id, city) on delete cascade
   )`,
  `comment on table access.session is 'Ends with the membership that it acts under; the token itself is never kept.'`,
  `create index session_person on access.session (person_id, city)`,
  `create table access.attempt (
     key text primary key,
     recent timestamptz[] not null,
     locks int not null,
     locked_until timestamptz,
     touched_at timestamptz not null
   )`,
  `comment on table access.attempt is 'Failed attempts by hashed account and address, shared by all gateways.'`,
  `create index attempt_age on access.attempt (touched_at)`,
  `create table access.single_sign_on (
     city text primary key references access.city (code),
     issuer text not null,
     client_id text not null,
     secret_name text not null,
     email_domains text[] not null check (cardinality(email_domains) > 0),
     default_role text check (default_role in ('officer', 'analyst', 'adviser')),
     revision bigint not null default 1
   )`,
  `comment on column access.single_sign_on.default_role is 'Of who comes uninvited; null: only members may come.'`,
  `create table access.single_sign_on_attempt (
     token_hash text primary key,
     city text not null references access.city (code) on delete cascade,
     state text not null,
     nonce text not null,
     code_verifier text not null,
     redirect_uri text not null,
     return_to text not null,
     expires_at timestamptz not null
   )`,
  `create table access.external_identity (
     city text not null,
     issuer text not null,
     subject text not null,
     person_id text not null,
     linked_at timestamptz not null,
     primary key (city, issuer, subject),
     foreign key (person_id, city) references access.membership (person_id, city) on delete cascade
   )`,
  `comment on table access.external_identity is 'By city: what one city''s provider says of a person holds in that city alone.'`,
];

const KEYS = [
  `create table access.api_key (
     id text primary key check (id ~ '^[a-z0-9]{8}$'),
     city text not null references access.city (code),
     label text not null check (length(label) between 1 and 100),
     scopes text[] not null check (cardinality(scopes) > 0),
     secret_hash text not null,
     former_hash text,
     former_until timestamptz,
     per_minute int not null check (per_minute > 0),
     per_day int not null check (per_day > 0),
     created_by text not null,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     revoked_at timestamptz,
     revision bigint not null default 1,
     check ((former_hash is null) = (former_until is null))
   )`,
  `create index api_key_city on access.api_key (city, created_at desc, id)`,
  `create table access.key_usage (
     key_id text primary key references access.api_key (id) on delete cascade,
     city text not null references access.city (code),
     minute timestamptz not null,
     minute_count int not null,
     day timestamptz not null,
     day_count int not null,
     last_used_at timestamptz,
     last_used_ip text
   )`,
  `comment on table access.key_usage is 'Requests handed out to gateways in the present minute and UTC day.'`,
];

const AUDIT = [
  `create table access.audit (
     city text not null references access.city (code),
     seq bigint not null check (seq > 0),
     id text not null unique,
     at timestamptz not null,
     actor_kind text not null check (actor_kind in ('person', 'key', 'house', 'nobody')),
     actor_id text not null,
     actor_name text not null,
     action text not null,
     object_kind text not null,
     object_id text not null,
     ip text,
     user_agent text,
     correlation_id text,
     before jsonb,
     after jsonb,
     previous_hash text not null,
     hash text not null,
     primary key (city, seq)
   )`,
  `comment on table access.audit is 'Append-only; each row carries the hash of the one before it in its city.'`,
  `create index audit_at on access.audit (city, at)`,
  `create index audit_actor on access.audit (city, actor_id, seq desc)`,
  `create index audit_object on access.audit (city, object_kind, object_id, seq desc)`,
  `create function access.refuse_change() returns trigger language plpgsql
     as $$ begin raise exception 'The audit is append-only' using errcode = '42501'; end $$`,
  `create trigger append_only before update or delete or truncate on access.audit
     for each statement execute function access.refuse_change()`,
  // Who signs in has to append to a city's chain without reading it: the number and the hash of its end are all that it needs.
  `create function access.audit_head(of_city text) returns table (seq bigint, hash text)
     language sql stable security definer set search_path = access, pg_temp
     as $$ select seq, hash from access.audit
             where city = of_city and access.acting_city() in ('*', 'sign-in', of_city)
             order by seq desc limit 1 $$`,
  `revoke all on function access.audit_head(text) from public`,
  `grant execute on function access.audit_head(text) to bole_gateway, bole_service`,
];

const CITY = `(select access.acting_city())`;
const SIGNING_IN = `${CITY} = 'sign-in'`;
/** Not an expert adviser, who works on what is shared with it and sees nothing else of its city. */
const WHOLE_CITY = `city = ${CITY} and (select access.acting_projects()) is null`;
const OF_CITY = `city = ${CITY} or ${SIGNING_IN}`;
const OF_WHOLE_CITY = `${WHOLE_CITY} or ${SIGNING_IN}`;
const ALL_CITIES = `${CITY} = '*'`;
const BY_SERVICE = `${CITY} in ('*', city)`;
const MEMBER = `exists (select from access.membership as m where m.person_id = id and m.city = ${CITY})`;

interface Access {
  /** Verbs, then the rows that they reach; several pairs are alternatives. */
  readonly gateway?: readonly (readonly [verbs: string, rows: string])[];
  readonly service?: readonly (readonly [verbs: string, rows: string])[];
}

const ACCESS: Readonly<Record<string, Access>> = {
  person: {
    gateway: [
      ['select', `${SIGNING_IN} or ${MEMBER}`],
      ['insert', SIGNING_IN],
      ['update', SIGNING_IN],
    ],
    service: [
      ['select', `${ALL_CITIES} or ${MEMBER}`],
      ['insert', ALL_CITIES],
      ['update', ALL_CITIES],
    ],
  },
  password: { gateway: [['select, insert, update', SIGNING_IN]] },
  membership: {
    gateway: [['select, insert, update, delete', OF_CITY]],
    service: [
      ['select', BY_SERVICE],
      ['insert', ALL_CITIES],
      ['update', ALL_CITIES],
    ],
  },
  invitation: { gateway: [['select, insert, update', OF_WHOLE_CITY]] },
  share: {
    gateway: [
      ['select', OF_CITY],
      ['insert, delete', OF_WHOLE_CITY],
    ],
  },
  one_time_token: {
    gateway: [
      ['select, update, delete', SIGNING_IN],
      // The mail that carries a reset belongs to a city, and is written in the same transaction.
      ['insert', `${SIGNING_IN} or ${MEMBER.replace('= id', '= one_time_token.person_id')}`],
    ],
    service: [['select, insert, delete', ALL_CITIES]],
  },
  session: {
    gateway: [['select, insert, update, delete', OF_CITY]],
    service: [['select, delete', ALL_CITIES]],
  },
  attempt: { gateway: [['select, insert, update, delete', SIGNING_IN]] },
  single_sign_on: { gateway: [['select, insert, update, delete', OF_WHOLE_CITY]] },
  single_sign_on_attempt: { gateway: [['select, insert, delete', SIGNING_IN]] },
  external_identity: { gateway: [['select, insert', SIGNING_IN]] },
  api_key: { gateway: [['select, insert, update', OF_WHOLE_CITY]] },
  key_usage: { gateway: [['select, insert, update', OF_WHOLE_CITY]] },
  audit: {
    gateway: [
      ['select', WHOLE_CITY],
      ['insert', OF_CITY],
    ],
    service: [['select, insert', BY_SERVICE]],
  },
};

/** A policy for each verb, and the grant of that verb and no other. */
function guarded(table: string, { gateway = [], service = [] }: Access): string[] {
  const rules = (role: string, list: readonly (readonly [string, string])[]): string[] =>
    list.flatMap(([verbs, rows]) =>
      verbs.split(', ').flatMap((verb) => [
        `grant ${verb} on ${table} to ${role}`,
        `create policy ${role.replace('bole_', '')}_${verb} on ${table} for ${verb} to ${role}
           ${verb === 'insert' ? `with check (${rows})` : `using (${rows})`}`,
      ]),
    );
  return [
    `alter table ${table} enable row level security`,
    ...rules('bole_gateway', gateway),
    ...rules('bole_service', service),
  ];
}
