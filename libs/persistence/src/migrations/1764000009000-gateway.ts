import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the gateway itself keeps: the answers to requests that may come twice. */
export class Gateway1764000009000 implements MigrationInterface {
  readonly name = 'Gateway1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema gateway cascade');
  }
}

const STATEMENTS = [
  `create schema gateway`,
  `create table gateway.idempotency (
     city text not null references access.city (code),
     caller text not null,
     key text not null check (length(key) between 1 and 255),
     fingerprint text not null,
     attempt text not null,
     created_at timestamptz not null,
     lease_until timestamptz not null,
     expires_at timestamptz not null,
     status int,
     headers jsonb,
     body text,
     primary key (city, caller, key),
     check ((status is null) = (headers is null))
   )`,
  `comment on table gateway.idempotency is 'One request per caller and Idempotency-Key, with its answer once there is one.'`,
  `create index idempotency_expiry on gateway.idempotency (city, expires_at)`,
  `grant usage on schema gateway to bole_gateway`,
  `grant select, insert, update, delete on gateway.idempotency to bole_gateway`,
  `alter table gateway.idempotency enable row level security`,
  `create policy gateway on gateway.idempotency to bole_gateway
     using (city = (select access.acting_city()))`,
];
