import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What funnels and attribution read of each signal, as columns of one index: they never open a signal's facts. */
export class Insight1764000011000 implements MigrationInterface {
  readonly name = 'Insight1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table intake.signal
        add column channel text generated always as (facts ->> 'channel') stored,
        add column answer text generated always as (facts ->> 'answer') stored,
        add column amount numeric generated always as ((facts -> 'amount' ->> 'amount')::numeric) stored,
        add column currency text generated always as (facts -> 'amount' ->> 'currency') stored`);
    await runner.query(`
      create index signal_pair on intake.signal (tenant, project_id, investor_id, occurred_at, id)
        include (kind, channel, answer, amount, currency)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index intake.signal_pair`);
    await runner.query(
      `alter table intake.signal drop column channel, drop column answer, drop column amount, drop column currency`,
    );
  }
}
