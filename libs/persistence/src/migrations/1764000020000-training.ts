import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What training needs besides outcomes: where each pair was shown, and what became of each run (libs/leads/src/training). */
export class Training1764000020000 implements MigrationInterface {
  readonly name = 'Training1764000020000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...ACCESS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table matching.training_run, matching.shown`);
  }
}

const TABLES = [
  `create table matching.shown (
     project_id text not null,
     investor_id text not null,
     city text not null,
     first_at timestamptz not null,
     last_at timestamptz not null,
     best_rank int not null check (best_rank > 0),
     best_at timestamptz not null,
     probability float8 not null check (probability > 0 and probability <= 1),
     primary key (project_id, investor_id)
   ) with (fillfactor = 80)`,
  `comment on table matching.shown is
     'Every pair that ever stood on a project''s published list, and how high at best. Outlives the list: training corrects for it. Pairs that were last listed five years ago go.'`,
  `comment on column matching.shown.best_at is 'When it first stood at best_rank.'`,
  `comment on column matching.shown.probability is 'The chance with which it stood there then, where places are drawn (exploration); else 1.'`,
  `create index shown_last on matching.shown (last_at)`,
  `create table matching.training_run (
     id text primary key,
     city text not null,
     by_whom text not null,
     began_at timestamptz not null,
     lease_until timestamptz not null,
     ended_at timestamptz,
     outcome text check (outcome in ('better', 'not-better', 'too-little', 'failed')),
     version text,
     promoted boolean not null default false,
     figures jsonb not null default '{}',
     error text,
     check ((ended_at is null) = (outcome is null))
   )`,
  `comment on table matching.training_run is 'Each attempt to train a model for a city (000000: for all that share one), and what became of it.'`,
  `create index training_run_city on matching.training_run (city, began_at desc)`,
];

const ACTING_CITY = `(select access.acting_city())`;

const ACCESS = [
  `alter table matching.shown enable row level security`,
  `alter table matching.training_run enable row level security`,
  `create policy service on matching.shown to bole_service using (${ACTING_CITY} in ('*', city))`,
  `create policy gateway on matching.training_run to bole_gateway using (
     city in (${ACTING_CITY}, '000000') and (select access.acting_projects()) is null)`,
  `create policy service on matching.training_run to bole_service using (${ACTING_CITY} = '*' or city in (${ACTING_CITY}, '000000'))`,
  `grant select, insert, update, delete on matching.shown to bole_service`,
  `grant select, insert, update on matching.training_run to bole_service`,
  `grant select on matching.training_run to bole_gateway`,
];
