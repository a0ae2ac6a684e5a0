import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Answers that were kept for a day leave when it is over, also where their city asks for nothing any more; and an answer that
 * could not be given keeps what its entry in the audit still lacks.
 */
export class KeptAnswers1764000016000 implements MigrationInterface {
  readonly name = 'KeptAnswers1764000016000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function ${SIGNATURE}`);
    await runner.query(`drop index gateway.idempotency_expired`);
    await runner.query(`alter table gateway.idempotency drop column owed`);
  }
}

const SIGNATURE = 'gateway.clear_expired(timestamptz, int)';

const UP = [
  `alter table gateway.idempotency add column owed jsonb`,
  `comment on column gateway.idempotency.owed is 'What was to be noted in the audit, where the deed is done and its entry is not written yet.'`,
  `create index idempotency_expired on gateway.idempotency (expires_at)`,
  // Of all cities, none of which the gateway sees: it learns no more than how many left.
  `create function gateway.clear_expired(at timestamptz, most int)
     returns int language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
       with gone as (
         delete from gateway.idempotency where (city, caller, key) in (
           select city, caller, key from gateway.idempotency
           where expires_at <= at order by expires_at limit most for update skip locked)
         returning 1)
       select count(*)::int from gone
     $$`,
  `revoke all on function ${SIGNATURE} from public`,
  `grant execute on function ${SIGNATURE} to bole_gateway`,
];
