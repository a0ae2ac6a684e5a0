import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type PostgresConnection } from '../../libs/persistence/src/connection';

export interface TestDatabase {
  readonly connection: PostgresConnection;
  /** Ends what is still connected, and drops the database. */
  drop(): Promise<void>;
}

/** The database that every test's database is a copy of; made, with all migrations, by the global setup. */
export const TEMPLATE = 'bole_template';

/** An empty, migrated database for one test file, on the server that jest's global setup started. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = testServer();
  const database = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${database} TEMPLATE ${TEMPLATE}`);
  return {
    connection: { ...server, database },
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  };
}

export async function onServer(server: PostgresConnection, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ ...server });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function testServer(): PostgresConnection {
  const given = process.env['BOLE_TEST_DATABASE'];
  if (given === undefined)
    throw new Error('No test server: run this with jest --selectProjects int or engines');
  return JSON.parse(given) as PostgresConnection;
}
