import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What leaves the house: mails, webhooks and their deliveries (libs/outreach). */
export class Outreach1764000008000 implements MigrationInterface {
  readonly name = 'Outreach1764000008000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...MAIL, ...WEBHOOKS, ...RULES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema outreach cascade`);
  }
}

const MAIL = [
  `create schema outreach`,
  `create table outreach.mail (
     id text primary key,
     city text not null references access.city (code),
     key text not null check (length(key) between 1 and 300),
     to_address text not null,
     to_name text,
     subject text not null check (subject !~ '[\\r\\n]'),
     text text not null,
     html text,
     headers jsonb not null,
     secret_links text check (secret_links in ('always', 'when-sent')),
     message_id text,
     state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
     attempts int not null default 0,
     lapses int not null default 0,
     next_attempt_at timestamptz not null default now(),
     lease_until timestamptz,
     last_error text,
     created_at timestamptz not null,
     sent_at timestamptz,
     unique (city, key),
     check ((state = 'sending') = (lease_until is not null)),
     check ((state = 'sent') = (sent_at is not null))
   )`,
  `comment on column outreach.mail.message_id is 'Given with the first attempt, and the same in all: a mail that comes twice is known as one.'`,
  `comment on column outreach.mail.secret_links is 'Whether the secrets of its links are kept from whoever else may read it.'`,
  `comment on column outreach.mail.lapses is 'How often a sender ended without saying whether the mail had left.'`,
  `create index mail_due on outreach.mail (next_attempt_at) where state in ('queued', 'sending')`,
  `create index mail_list on outreach.mail (city, created_at desc, id desc)`,
];

const WEBHOOKS = [
  `create table outreach.webhook (
     id text primary key,
     city text not null references access.city (code),
     url text not null check (length(url) <= 2000),
     events text[] not null check (cardinality(events) > 0
       and events <@ array['leads.changed', 'project.changed', 'signal.recorded']),
     secret text not null,
     previous_secret text,
     previous_secret_until timestamptz,
     enabled boolean not null,
     enabled_at timestamptz not null,
     disabled_reason text,
     created_by text not null,
     created_by_name text not null,
     created_at timestamptz not null,
     updated_at timestamptz not null,
     revision bigint not null default 1,
     unique (id, city),
     check ((previous_secret is null) = (previous_secret_until is null)),
     check (not enabled or disabled_reason is null)
   )`,
  `comment on column outreach.webhook.secret is 'Sealed (SecretBox): it has to sign, and the key is not in the database.'`,
  `create index webhook_city on outreach.webhook (city, created_at, id)`,
  `create table outreach.lane (
     webhook_id text primary key,
     city text not null,
     run bigint not null default 0,
     held_until timestamptz,
     served_at timestamptz,
     failing_since timestamptz,
     foreign key (webhook_id, city) references outreach.webhook (id, city) on delete cascade
   ) with (fillfactor = 70)`,
  `comment on table outreach.lane is 'The courier''s side of a webhook: one of them delivers at a time; the number of the run tells it from others.'`,
  `create table outreach.delivery (
     id text primary key,
     seq bigint generated always as identity,
     city text not null,
     webhook_id text not null,
     event text not null,
     event_id text not null,
     body text not null,
     state text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'failed')),
     attempts int not null default 0,
     next_attempt_at timestamptz not null default now(),
     error text,
     response_status int,
     response_body text,
     created_at timestamptz not null default now(),
     attempted_at timestamptz,
     finished_at timestamptz,
     unique (webhook_id, event_id),
     foreign key (webhook_id, city) references outreach.webhook (id, city) on delete cascade,
     check ((state in ('delivered', 'failed')) = (finished_at is not null))
   )`,
  `create index delivery_open on outreach.delivery (webhook_id, seq) where state in ('queued', 'sending')`,
  `create index delivery_list on outreach.delivery (webhook_id, seq desc)`,
  `create index delivery_finished on outreach.delivery (finished_at) where finished_at is not null`,
  `create table outreach.feed_cursor (
     feed text primary key,
     cursor text not null,
     read_at timestamptz not null
   )`,
];

const CITY = `(select access.acting_city())`;
/** An expert adviser sees nothing of this, whatever a route may say. */
const OF_CITY = `city = ${CITY} and (select access.acting_projects()) is null`;
const BY_SERVICE = `${CITY} in ('*', city)`;

const guard = (table: string) => [
  `alter table outreach.${table} enable row level security`,
  `create policy gateway on outreach.${table} to bole_gateway using (${OF_CITY})`,
  `create policy service on outreach.${table} to bole_service using (${BY_SERVICE})`,
];

const RULES = [
  `grant usage on schema outreach to bole_gateway, bole_service`,
  ...['mail', 'webhook', 'lane', 'delivery'].flatMap(guard),
  `alter table outreach.feed_cursor enable row level security`,
  `create policy service on outreach.feed_cursor to bole_service using (${CITY} = '*')`,

  `grant select, insert on outreach.mail to bole_gateway`,
  `grant select, insert, update, delete on outreach.webhook to bole_gateway`,
  `grant select, insert on outreach.lane to bole_gateway`,
  `grant select, insert on outreach.delivery to bole_gateway`,
  // To have a delivery made again, and no more: what was sent and answered is not theirs to change.
  `grant update (state, attempts, next_attempt_at, error, finished_at) on outreach.delivery to bole_gateway`,

  `grant select, insert, update, delete on outreach.mail to bole_service`,
  `grant select, update on outreach.webhook to bole_service`,
  `grant select, update on outreach.lane to bole_service`,
  `grant select, insert, update, delete on outreach.delivery to bole_service`,
  `grant select, insert, update on outreach.feed_cursor to bole_service`,
];
