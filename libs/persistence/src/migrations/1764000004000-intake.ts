import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What ingest keeps: records by source, the profiles they make up, signals, signals that wait, and what was rejected. */
export class Intake1764000004000 implements MigrationInterface {
  readonly name = 'Intake1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema intake`);
    await runner.query(`
      create table intake.source_record (
        kind text not null check (kind in ('investor', 'project')),
        ref text not null,
        source text not null,
        source_id text not null,
        profile_id text not null,
        version bigint not null check (version > 0),
        content_hash text not null,
        profile jsonb not null,
        received_at timestamptz not null,
        primary key (kind, ref)
      )`);
    await runner.query(`create index source_record_profile on intake.source_record (kind, profile_id)`);
    for (const table of ['investor', 'project']) {
      await runner.query(`
        create table intake.${table} (
          id text primary key,
          revision bigint not null check (revision > 0),
          source text not null,
          source_id text not null,
          version bigint not null,
          content_hash text not null,
          profile jsonb not null,
          updated_at timestamptz not null
        )`);
    }
    await runner.query(`
      create table intake.signal (
        id text primary key,
        source text not null,
        source_id text not null,
        investor_id text not null references intake.investor (id),
        project_id text references intake.project (id),
        city text,
        kind text not null,
        occurred_at timestamptz not null,
        content_hash text not null,
        facts jsonb not null,
        received_at timestamptz not null,
        check (project_id is not null or city is not null)
      )`);
    await runner.query(`create index signal_investor on intake.signal (investor_id, occurred_at)`);
    await runner.query(`create index signal_project on intake.signal (project_id, occurred_at)`);
    await runner.query(`
      create table intake.parked_signal (
        id text primary key,
        investor_ref text not null,
        project_ref text,
        facts jsonb not null,
        record jsonb not null,
        parked_at timestamptz not null
      )`);
    await runner.query(`create index parked_signal_investor on intake.parked_signal (investor_ref)`);
    await runner.query(`create index parked_signal_project on intake.parked_signal (project_ref)`);
    await runner.query(`create index parked_signal_age on intake.parked_signal (parked_at)`);
    await runner.query(`
      create table intake.rejected_record (
        id text primary key,
        service text not null,
        topic text not null,
        partition int not null,
        position text not null,
        rejected_at timestamptz not null,
        problems jsonb not null,
        key bytea,
        value bytea,
        headers jsonb not null,
        replayed_at timestamptz
      )`);
    await runner.query(`create index rejected_record_time on intake.rejected_record (rejected_at desc, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema intake cascade`);
  }
}
