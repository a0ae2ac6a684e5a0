import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EmbeddedPostgres, migrate, type PostgresConnection } from '@bole/persistence';
import { Client } from 'pg';
import { SECRET_KEY_OF_TESTS, startHouse } from '../../test/support/house';

/** A database of the bench's own, and the built gateway on it in a process of its own. */
export interface BenchHouse {
  readonly connection: PostgresConnection;
  /** The owner's, for filling tables and looking behind. */
  readonly owner: Client;
  /** Starts the gateway; resolves when it answers. */
  startGateway(): Promise<{ readonly url: string; readonly pid: number }>;
  /** An API key of a city with all scopes. */
  key(city: string): Promise<string>;
  close(): Promise<void>;
}

const ROOT = join(__dirname, '..', '..');
const START_LIMIT_MS = 60_000;

/** Settings of the server are those of a real house. Everything is gone after `close`. */
export async function openBenchHouse(): Promise<BenchHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'bole-bench-'));
  const server = await EmbeddedPostgres.start({ dataDir: join(folder, 'postgres') });
  await migrate(server.connection);
  const owner = new Client({ ...server.connection });
  await owner.connect();
  const { user, password, host, port, database } = server.connection;
  const environment = {
    PATH: process.env['PATH'] ?? '',
    BOLE_DATABASE: `postgres://${user}:${password}@${host}:${port}/${database}`,
    BOLE_SECRET_KEY: SECRET_KEY_OF_TESTS,
    BOLE_PORT: '0',
  };
  let gateway: ChildProcess | undefined;
  return {
    connection: server.connection,
    owner,
    async key(city) {
      const house = await startHouse(server.connection, { BOLE_MATCHING: 'off' });
      try {
        return await house.key(city);
      } finally {
        await house.close();
      }
    },
    async startGateway() {
      const main = join(ROOT, 'dist', 'apps', 'gateway', 'src', 'main.js');
      const child = spawn(process.execPath, [main], {
        cwd: folder,
        env: environment,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      gateway = child;
      return { url: await readyUrl(child), pid: child.pid ?? 0 };
    },
    async close() {
      if (gateway !== undefined && gateway.exitCode === null) {
        gateway.kill('SIGTERM');
        await once(gateway, 'exit');
      }
      await owner.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the log says when the port is open. */
async function readyUrl(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The gateway has no output');
  const lines = createInterface({ input: child.stdout });
  const limit = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
  try {
    for await (const line of lines) {
      const entry = JSON.parse(line) as { msg?: string; url?: string };
      if (entry.msg === 'Bole is ready' && entry.url !== undefined) return entry.url;
    }
    throw new Error('The gateway did not start');
  } finally {
    clearTimeout(limit);
    // What it says from now on is let go of.
    child.stdout.resume();
  }
}
