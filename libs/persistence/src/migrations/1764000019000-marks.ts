import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What people decide about rankings: leads that they pin or hide, and how much of a list a city gives to exploration. */
export class Marks1764000019000 implements MigrationInterface {
  readonly name = 'Marks1764000019000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...EXPLORATION, ...AGAIN, ...ACCESS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`revoke insert on matching.lead_change from bole_gateway`);
    await runner.query(`drop function matching.match_pair_again(text, text), matching.match_city_again()`);
    await runner.query(`alter table matching.match drop column explored, drop column probability`);
    await runner.query(`drop schema leads cascade`);
  }
}

const BY = `by_kind text not null check (by_kind in ('person', 'key', 'city')),
     by_id text not null,
     by_name text not null,
     at timestamptz not null,
     revision bigint not null default 1 check (revision > 0)`;

const TABLES = [
  `create schema leads`,
  `create table leads.lead_mark (
     city text not null references access.city (code),
     project_id text not null,
     investor_id text not null,
     lead_id text not null,
     mark text check (mark in ('pinned', 'hidden')),
     note text check (length(note) between 1 and 2000),
     ${BY},
     primary key (city, project_id, investor_id),
     unique (city, lead_id),
     check (mark is not null or note is null)
   )`,
  `comment on table leads.lead_mark is
     'What officers decided about leads of their city. Apart from matching.match, so that nothing that is computed undoes it.'`,
  `comment on column leads.lead_mark.mark is 'Null: it was cleared. The row stays, so that its revision only grows.'`,
  `comment on column leads.lead_mark.by_kind is 'city: the project came from there, and what was decided there came along.'`,
  `create index lead_mark_project on leads.lead_mark (project_id)`,
  `create index lead_mark_investor on leads.lead_mark (investor_id)`,
];

const EXPLORATION = [
  `create table leads.ranking (
     city text primary key references access.city (code),
     exploration float8 not null check (exploration between 0 and 0.2),
     ${BY}
   )`,
  `comment on column leads.ranking.exploration is
     'The chance with which a place of a project''s list, below the first three, goes to somebody who ranks below its end.'`,
  `alter table matching.match add column explored boolean not null default false,
     add column probability float8 check (probability > 0 and probability <= 1)`,
  `comment on column matching.match.explored is 'It stands on the project''s list to learn from: it was drawn from those below its end.'`,
  `comment on column matching.match.probability is
     'The chance with which it stood on the project''s list, had it been drawn again; null: it stands there for certain, or not at all.'`,
];

/**
 * What people decide has to be matched by, but tasks are the matcher's own: these two functions mark what the acting city
 * may have marked, and nothing else. Investors before projects: see `finishTasks` in libs/leads.
 */
const MARK_TASKS = `on conflict (kind, id) do update
         set seq = nextval('matching.stamp'), not_before = least(kept.not_before, excluded.not_before)`;
const AGAIN = [
  `create function matching.match_pair_again(of_project text, of_investor text) returns void
     language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
       insert into matching.task as kept (kind, id, not_before)
       select kind, id, now() from (values ('investor', of_investor), ('project', of_project)) as party (kind, id)
       where exists (select from leads.lead_mark as mark where mark.city = access.acting_city()
         and mark.project_id = of_project and mark.investor_id = of_investor)
       order by kind
       ${MARK_TASKS}
     $$`,
  `create function matching.match_city_again() returns void
     language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
       insert into matching.task as kept (kind, id, not_before)
       select kind, id, now() from matching.party
       where kind = 'project' and active and city = access.acting_city() and access.acting_projects() is null
       order by id
       ${MARK_TASKS}
     $$`,
  `revoke all on function matching.match_pair_again(text, text), matching.match_city_again() from public`,
  `grant execute on function matching.match_pair_again(text, text), matching.match_city_again() to bole_gateway`,
];

const ACTING_CITY = `(select access.acting_city())`;
const ACTING_PROJECTS = `(select access.acting_projects())`;

const ACCESS = [
  `alter table leads.lead_mark enable row level security`,
  `alter table leads.ranking enable row level security`,
  `create policy gateway on leads.lead_mark to bole_gateway using (
     city = ${ACTING_CITY} and (${ACTING_PROJECTS} is null or project_id = any (${ACTING_PROJECTS}::text[])))`,
  `create policy gateway on leads.ranking to bole_gateway
     using (city = ${ACTING_CITY} and ${ACTING_PROJECTS} is null)`,
  `create policy service on leads.lead_mark to bole_service using (${ACTING_CITY} in ('*', city))`,
  `create policy service on leads.ranking to bole_service using (${ACTING_CITY} in ('*', city))`,
  `grant usage on schema leads to bole_gateway, bole_service`,
  `grant select, insert, update on leads.lead_mark, leads.ranking to bole_gateway`,
  // The matcher takes a mark along when its project moves to another city.
  `grant select, insert on leads.lead_mark to bole_service`,
  `grant select on leads.ranking to bole_service`,
  // Who follows the feed hears of a mark at once.
  `grant insert on matching.lead_change to bole_gateway`,
];
