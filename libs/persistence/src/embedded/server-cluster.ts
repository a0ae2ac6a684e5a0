import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { type PostgresConnection } from '../connection';
import { howToRun } from './server-account';
import { type ServerHome } from './server-home';

/** Makes the cluster when there is none; returns its password. A half-made cluster of a killed process is made anew. */
export async function createClusterWhenMissing(home: ServerHome, durable = true): Promise<string> {
  const passwordFile = join(home.folder, 'password');
  const exists = await access(join(home.cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (exists) return readPassword(passwordFile, home);

  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await initialise(home, password, durable);
  return password;
}

async function readPassword(file: string, home: ServerHome): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new Error(`There is a database in ${home.cluster}, but its password cannot be read from ${file}`, {
      cause: error,
    });
  }
}

async function initialise(home: ServerHome, password: string, durable: boolean): Promise<void> {
  const draft = `${home.cluster}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (home.account !== undefined) await chown(draft, home.account.uid, home.account.gid);

  // A file for initdb alone: its account may not read ours.
  const passwordForInitdb = join(home.folder, 'password.initdb');
  await writeFile(passwordForInitdb, password, { mode: 0o600 });
  if (home.account !== undefined) await chown(passwordForInitdb, home.account.uid, home.account.gid);
  try {
    const result = spawnSync(
      home.binaries.initdb,
      [
        ...['-D', draft, '--username=bole', `--pwfile=${passwordForInitdb}`, '--auth=scram-sha-256'],
        // Locale C: text sorts by code point, alike on every machine.
        ...['--encoding=UTF8', '--locale=C', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
      ],
      { ...howToRun(home), encoding: 'utf8', timeout: 120_000 },
    );
    if (result.status !== 0) {
      const why = result.error?.message ?? result.stderr.trim();
      throw new Error(`A database could not be made in ${home.cluster}: ${why}`);
    }
  } finally {
    await rm(passwordForInitdb, { force: true });
  }
  await rename(draft, home.cluster);
}

/** Makes the database of `connection` exist. */
export async function ensureDatabase(connection: PostgresConnection): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [connection.database]);
    if (found.rowCount === 0)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(connection.database)}`);
  } finally {
    await client.end();
  }
}
