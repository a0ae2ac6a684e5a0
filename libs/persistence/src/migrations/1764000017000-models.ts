import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The models that were ever kept, and which of them each city scored its leads by from when on (libs/leads/src/models). */
export class Models1764000017000 implements MigrationInterface {
  readonly name = 'Models1764000017000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...ACCESS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table matching.model_taken_up, matching.model_use, matching.model`);
  }
}

const TABLES = [
  `create table matching.model (
     city text not null check (city ~ '^[0-9]{6}$'),
     version text not null check (version <> ''),
     checksum text not null,
     document jsonb not null,
     trained_at timestamptz,
     data_from timestamptz,
     data_to timestamptz,
     figures jsonb not null,
     decision text not null check (decision in ('release', 'better', 'not-better')),
     kept_at timestamptz not null,
     primary key (city, version)
   )`,
  `comment on table matching.model is
     'Every model, as it was kept; rows are never changed. City 000000: a model that all cities share. A release brings one; the others were trained.'`,
  `create table matching.model_use (
     seq bigint generated always as identity primary key,
     city text not null,
     model_city text,
     version text,
     since timestamptz not null,
     by_whom text not null,
     reason text not null,
     rolled_back bigint references matching.model_use,
     foreign key (model_city, version) references matching.model (city, version),
     check (model_city in (city, '000000')),
     check ((model_city is null) = (version is null)),
     check (city <> '000000' or version is not null)
   )`,
  `comment on table matching.model_use is
     'Which model a city uses from when on: its newest row says; a city without one, or whose newest row names no model, uses what 000000 uses. Rows are never changed.'`,
  `comment on column matching.model_use.rolled_back is 'The use that this row undid: the city is back at what it used before that one.'`,
  `create index model_use_city on matching.model_use (city, seq desc)`,
  `create table matching.model_taken_up (
     one boolean primary key default true check (one),
     seq bigint not null
   )`,
  `comment on table matching.model_taken_up is 'The last change of a model after which the leads that it concerns were marked for matching.'`,
  `insert into matching.model_taken_up (seq) values (0)`,
];

const ACTING_CITY = `(select access.acting_city())`;

const ACCESS = [
  `alter table matching.model enable row level security`,
  `alter table matching.model_use enable row level security`,
  `create policy gateway on matching.model to bole_gateway using (city in (${ACTING_CITY}, '000000'))`,
  `create policy service on matching.model to bole_service using (${ACTING_CITY} = '*' or city in (${ACTING_CITY}, '000000'))
     with check (${ACTING_CITY} in ('*', city))`,
  `create policy gateway on matching.model_use to bole_gateway using (city in (${ACTING_CITY}, '000000'))
     with check (city = ${ACTING_CITY})`,
  `create policy service on matching.model_use to bole_service using (${ACTING_CITY} = '*' or city in (${ACTING_CITY}, '000000'))
     with check (${ACTING_CITY} in ('*', city))`,
  `grant select on matching.model to bole_gateway`,
  `grant select, insert on matching.model_use to bole_gateway`,
  `grant select, insert on matching.model, matching.model_use to bole_service`,
  `grant select, update on matching.model_taken_up to bole_service`,
];
