import { chmod, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../libs/persistence/src/data-source';
import { EmbeddedPostgres } from '../../libs/persistence/src/embedded/embedded-postgres';
import { onServer, TEMPLATE } from './database';
import { postgresOfTests } from './postgres-of-tests';

const PREFIX = 'bole-test-postgres-';

/** One server for the whole run: nothing in it must outlive the run, so it does not wait for the disk. */
export default async function (): Promise<void> {
  if (process.env['BOLE_TEST_DATABASE'] !== undefined) return;
  await deleteLeftOvers();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(dataDir, 0o755);
  const server = await EmbeddedPostgres.start({
    dataDir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  postgresOfTests.set({ server, dataDir });

  await onServer(server.connection, `CREATE DATABASE ${TEMPLATE}`);
  await migrate({ ...server.connection, database: TEMPLATE });
  await onServer(server.connection, `ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`);
  process.env['BOLE_TEST_DATABASE'] = JSON.stringify(server.connection);
}

/** Servers of runs that were killed. */
async function deleteLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (name.startsWith(PREFIX)) await EmbeddedPostgres.deleteWhenUnused(join(tmpdir(), name));
  }
}
