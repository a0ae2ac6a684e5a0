import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a city has submitted over HTTP, and what became of each: so that a caller who was told "accepted" can ask. */
export class Submissions1764000015000 implements MigrationInterface {
  readonly name = 'Submissions1764000015000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table intake.outcome`);
    await runner.query(`drop table intake.submission`);
  }
}

const ACTING_CITY = `(select access.acting_city())`;
const WHOLE_CITY = `city = ${ACTING_CITY} and (select access.acting_projects()) is null`;

const UP = [
  `create table intake.submission (
     event_id text primary key,
     city text not null references access.city (code),
     kind text not null check (kind in ('investor', 'project', 'signal')),
     edit_of text,
     accepted_at timestamptz not null
   )`,
  `comment on table intake.submission is 'Ids alone, written by the gateway before it hands a submission to the log; gone after 60 days.'`,
  `comment on column intake.submission.edit_of is 'The profile of which it is an edit in Bole; null: a record of its owner.'`,
  `create index submission_age on intake.submission (city, accepted_at)`,
  `create table intake.outcome (
     event_id text primary key references intake.submission (event_id) on delete cascade,
     city text not null,
     about text not null,
     state text not null check (state in ('recorded', 'outdated', 'parked', 'rejected')),
     carrier text not null,
     decided_at timestamptz not null
   )`,
  `comment on table intake.outcome is 'Written by ingest, in the transaction that takes the submission in. Goes with the submission.'`,
  `comment on column intake.outcome.about is 'The id of the profile or signal.'`,
  `comment on column intake.outcome.carrier is 'The event whose rejection says what is wrong: another one where both carried the same signal.'`,
  `create index outcome_parked on intake.outcome (about) where state = 'parked'`,
  ...['submission', 'outcome'].flatMap((table) => [
    `alter table intake.${table} enable row level security`,
    `create policy gateway on intake.${table} to bole_gateway using (${WHOLE_CITY})`,
    `create policy service on intake.${table} to bole_service using (${ACTING_CITY} in ('*', city))`,
  ]),
  `grant select, insert, delete on intake.submission to bole_gateway`,
  // To lock what is tidied away, so that two requests do not wait for each other.
  `grant update (accepted_at) on intake.submission to bole_gateway`,
  `grant select on intake.outcome to bole_gateway`,
  // To hold what is decided about until that is kept.
  `grant select, update (accepted_at) on intake.submission to bole_service`,
  `grant select, insert, update on intake.outcome to bole_service`,
];
