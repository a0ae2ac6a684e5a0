import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What became of a submission: which event brought a record, and whose a rejected one was. */
export class ProfileOutcome1764000010000 implements MigrationInterface {
  readonly name = 'ProfileOutcome1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  `alter table intake.source_record add column event_id text`,
  `comment on column intake.source_record.event_id is 'The event that brought the kept version.'`,
  `alter table intake.rejected_record add column event_id text, add column tenant text`,
  `comment on column intake.rejected_record.event_id is 'Of the event that was rejected; null where it could not be told.'`,
  `comment on column intake.rejected_record.tenant is 'The city that submitted it; null: a feed of the whole platform, or it could not be told.'`,
  `create index rejected_record_event on intake.rejected_record (event_id)`,
  `grant select on intake.rejected_record to bole_gateway`,
  `alter table intake.rejected_record enable row level security`,
  `create policy gateway on intake.rejected_record to bole_gateway
     using (tenant = (select access.acting_city()) and (select access.acting_projects()) is null)`,
  `create policy service on intake.rejected_record to bole_service
     using ((select access.acting_city()) = '*' or tenant = (select access.acting_city()))`,
];

const DOWN = [
  `drop policy gateway on intake.rejected_record`,
  `drop policy service on intake.rejected_record`,
  `alter table intake.rejected_record disable row level security`,
  `revoke select on intake.rejected_record from bole_gateway`,
  `alter table intake.rejected_record drop column event_id, drop column tenant`,
  `alter table intake.source_record drop column event_id`,
];
