import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class CreateOutbox1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA outbox`);
    await runner.query(`
      CREATE TABLE outbox.event (
        id         bigserial   NOT NULL,
        service    text        NOT NULL CHECK (service <> ''),
        topic      text        NOT NULL CHECK (topic <> ''),
        key        text        NOT NULL,
        value      text        NOT NULL,
        headers    jsonb       NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (service, id)
      )
      -- Rows live for a moment: without frequent vacuuming the relay would wade through the dead ones.
      WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
            autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000)`);
    await runner.query(
      `COMMENT ON TABLE outbox.event IS 'Events on their way to the log, by the service that emitted them.'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA outbox CASCADE`);
  }
}
