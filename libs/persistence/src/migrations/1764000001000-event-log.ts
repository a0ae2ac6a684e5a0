import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The event log on Postgres: topics, their partitions and records, and how far each group has read. */
export class EventLog1764000001000 implements MigrationInterface {
  readonly name = 'EventLog1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema event_log`);
    await runner.query(`
      create table event_log.topic (
        id int generated always as identity primary key check (id < 1048576),
        name text not null unique check (name <> ''),
        cleanup text not null check (cleanup in ('compact', 'delete')),
        retention_ms bigint check (retention_ms > 0),
        partitions int not null check (partitions between 1 and 4096)
      )`);
    await runner.query(`
      create table event_log.partition (
        topic_id int not null references event_log.topic (id) on delete cascade,
        partition int not null check (partition >= 0),
        next_position bigint not null default 0,
        compacted_to bigint not null default 0,
        primary key (topic_id, partition),
        check (compacted_to <= next_position)
      ) with (fillfactor = 10)`);
    // No foreign key to the partition: a position can only be had by locking the partition's row, and the check per
    // row would cost a fifth of the speed.
    await runner.query(`
      create table event_log.record (
        topic_id int not null,
        partition int not null,
        position bigint not null,
        key bytea not null,
        value bytea,
        headers text not null,
        timestamp timestamptz not null,
        primary key (topic_id, partition, position)
      )`);
    await runner.query(`
      create table event_log.consumer_group (
        id int generated always as identity primary key check (id < 16777216),
        name text not null unique check (name <> '')
      )`);
    await runner.query(`
      create table event_log.group_position (
        group_id int not null references event_log.consumer_group (id) on delete cascade,
        topic_id int not null,
        partition int not null,
        next_position bigint not null default 0,
        epoch bigint not null default 0,
        primary key (group_id, topic_id, partition),
        foreign key (topic_id, partition) references event_log.partition (topic_id, partition) on delete cascade
      ) with (fillfactor = 10)`);
    await runner.query(`comment on column event_log.group_position.epoch is
      'grows each time the partition changes hands; progress is only taken from the holder of the latest'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema event_log cascade`);
  }
}
