import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The feed of lead changes (libs/leads/src/feed): what webhooks and live listeners are told. */
export class LeadFeed1764000012000 implements MigrationInterface {
  readonly name = 'LeadFeed1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...ACCESS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table matching.lead_change, matching.lead_feed_start`);
  }
}

const TABLES = [
  `create table matching.lead_change (
     xid xid8 not null default pg_current_xact_id(),
     seq bigint generated always as identity,
     city text not null,
     project_id text not null,
     changes jsonb not null check (jsonb_typeof(changes) = 'array'),
     at timestamptz not null default now(),
     primary key (xid, seq)
   )`,
  `comment on table matching.lead_change is
     'One row per project and transaction that wrote or deleted its pairs. Read in order of (xid, seq), only below the oldest transaction that still runs: nothing can then commit behind the reader. Kept for 7 days.'`,
  `create index lead_change_city on matching.lead_change (city, xid, seq)`,
  `create table matching.lead_feed_start (
     one boolean primary key default true check (one),
     xid xid8 not null,
     seq bigint not null
   )`,
  `comment on table matching.lead_feed_start is 'The last row that was pruned: after it, the feed is whole.'`,
  `insert into matching.lead_feed_start (xid, seq) values ('0', 0)`,
];

const ACTING_CITY = `(select access.acting_city())`;

const ACCESS = [
  `alter table matching.lead_change enable row level security`,
  `create policy gateway on matching.lead_change to bole_gateway using (
     city = ${ACTING_CITY} and ((select access.acting_projects()) is null
       or project_id = any ((select access.acting_projects())::text[])))`,
  `create policy service on matching.lead_change to bole_service using (${ACTING_CITY} in ('*', city))`,
  `grant select on matching.lead_change, matching.lead_feed_start to bole_gateway`,
  `grant select, insert, delete on matching.lead_change to bole_service`,
  `grant select, update on matching.lead_feed_start to bole_service`,
];
