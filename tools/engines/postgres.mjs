/** The Postgres server that npm installed, left running for the apps of the distributed set. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';

export const name = 'postgres';
export const READY_LIMIT_MS = 60_000;
/** `fast`: Postgres waits for no client. */
export const signals = ['SIGINT', 'SIGQUIT'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const dataIn = (folder) => join(folder, 'postgres');

/** What the server's command line holds and no other's does. */
export const mark = (_folder, { cluster }) => cluster;

/** Takes over a server of this folder that still runs. It lives on when we exit: only a `stop()` would end it. */
export async function start({ folder }) {
  const { EmbeddedPostgres } = await embedded();
  const { connection } = await EmbeddedPostgres.start({ dataDir: dataIn(folder) });
  const { user, password, host, port, database } = connection;
  const url = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
  const cluster = await ask(url, 'show data_directory');
  return {
    pid: Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]),
    port,
    url,
    cluster,
  };
}

export async function isReady({ url }) {
  return ask(url, `select 'ready'`).then(
    (answer) => answer === 'ready',
    () => false,
  );
}

export async function wipe(folder) {
  const { EmbeddedPostgres } = await embedded();
  await EmbeddedPostgres.deleteWhenUnused(dataIn(folder));
}

export const variables = ({ url }) => ({ BOLE_DATABASE: url });

/** The class is TypeScript: built as the apps are. */
async function embedded() {
  await promisify(execFile)(process.execPath, [join(root, 'tools', 'build.mjs'), '--quiet'], {
    timeout: 120_000,
  });
  return createRequire(import.meta.url)(
    join(root, 'dist/libs/persistence/src/embedded/embedded-postgres.js'),
  );
}

async function ask(connectionString, sql) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}
