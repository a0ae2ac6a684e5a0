import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the matcher derives from the canonical topics, and the background work that services carry out. */
export class Matching1764000005000 implements MigrationInterface {
  readonly name = 'Matching1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema matching`);
    await runner.query(`create sequence matching.stamp`);
    await runner.query(`create sequence matching.deeds_epoch`);
    await runner.query(`
      create table matching.party (
        kind text not null check (kind in ('investor', 'project')),
        id text not null,
        stamp bigint not null default nextval('matching.stamp'),
        revision bigint not null default 0,
        active boolean not null default false,
        primary key (kind, id)
      ) with (fillfactor = 70)`);
    await runner.query(`
      create table matching.list (
        kind text not null,
        id text not null,
        as_of timestamptz not null,
        model text not null,
        floor float8,
        matched_at timestamptz not null,
        published text not null,
        primary key (kind, id)
      )`);
    await runner.query(`
      create table matching.facts (
        kind text not null,
        id text not null,
        facts jsonb not null,
        segments text[] not null,
        primary key (kind, id),
        foreign key (kind, id) references matching.party (kind, id) on delete cascade
      )`);
    await runner.query(`create index facts_segments on matching.facts using gin (segments)`);
    await runner.query(`
      create table matching.signal (
        id text primary key,
        investor_id text not null,
        project_id text,
        city text,
        kind text not null,
        deed boolean not null,
        occurred_at timestamptz not null,
        facts jsonb not null
      )`);
    await runner.query(`create index signal_investor on matching.signal (investor_id, occurred_at)`);
    await runner.query(`create index signal_project on matching.signal (project_id, occurred_at)`);
    await runner.query(`create index signal_deeds on matching.signal (occurred_at) where deed`);
    await runner.query(`
      create table matching.task (
        kind text not null,
        id text not null,
        seq bigint not null default nextval('matching.stamp'),
        marked_at timestamptz not null default now(),
        changed_at timestamptz,
        not_before timestamptz not null,
        as_of timestamptz,
        job_id text,
        claim text,
        claimed_until timestamptz,
        primary key (kind, id)
      )`);
    await runner.query(`create index task_due on matching.task (not_before)`);
    await runner.query(`create index task_job on matching.task (job_id) where job_id is not null`);
    await runner.query(`
      create table matching.match (
        project_id text not null,
        investor_id text not null,
        lead_id text not null,
        score float8 not null,
        base float8 not null,
        fit float8 not null,
        intent float8 not null,
        relationship float8 not null,
        contributions jsonb not null,
        model text not null,
        for_project boolean not null,
        for_investor boolean not null,
        moved jsonb not null,
        changed_at timestamptz not null,
        primary key (project_id, investor_id),
        check (score = base + fit + intent + relationship)
      )`);
    await runner.query(`create unique index match_lead on matching.match (lead_id)`);
    await runner.query(`create index match_project on matching.match (project_id, score desc, investor_id)`);
    await runner.query(`create index match_investor on matching.match (investor_id, score desc, project_id)`);

    await runner.query(`create schema work`);
    await runner.query(`
      create table work.job (
        id text not null,
        service text not null,
        work text not null check (work in ('rematch', 'reindex', 'rebuild')),
        as_of timestamptz,
        state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
        total int not null default 0,
        done int not null default 0,
        error text,
        attempts int not null default 0,
        lease_until timestamptz,
        queued_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz,
        primary key (id, service)
      )`);
    await runner.query(
      `create index job_open on work.job (service, queued_at) where state in ('queued', 'running')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema work cascade`);
    await runner.query(`drop schema matching cascade`);
  }
}
