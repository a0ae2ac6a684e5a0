import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type PostgresConnection } from '../connection';
import { EmbeddedPostgres } from './embedded-postgres';
import { isRunning } from './process-identity';

const REGISTER = join(__dirname, '../../../../test/support/register-typescript.cjs');
const settings = { fsync: 'off' };

describe('EmbeddedPostgres', () => {
  let root: string;
  let dataDir: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bole-embedded-'));
    chmodSync(root, 0o755);
    dataDir = join(root, 'postgres');
  });
  afterEach(async () => {
    await EmbeddedPostgres.deleteWhenUnused(dataDir);
    await rm(root, { recursive: true, force: true });
  });

  it('keeps what was written over an orderly restart, in UTF-8 and sorted by code point', async () => {
    const first = await EmbeddedPostgres.start({ dataDir, settings });
    await ask(
      first.connection,
      `CREATE TABLE horse AS SELECT * FROM unnest(ARRAY['伯乐', 'b', 'B', 'é']) AS name`,
    );
    await first.stop();

    const second = await EmbeddedPostgres.start({ dataDir, settings });
    const rows = await ask(second.connection, 'SELECT name FROM horse ORDER BY name');
    expect(rows.map(({ name }) => name)).toEqual(['B', 'b', 'é', '伯乐']);
    await second.stop();
    await expect(ask(second.connection, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('is durable unless told otherwise, asks for its password and keeps it from others', async () => {
    const server = await EmbeddedPostgres.start({ dataDir });
    const [row] = await ask(
      server.connection,
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`,
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on' });
    await expect(ask({ ...server.connection, password: 'guess' }, 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    });
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('is shared, and stops when the last one leaves', async () => {
    const [one, two] = await Promise.all([
      EmbeddedPostgres.start({ dataDir, settings }),
      EmbeddedPostgres.start({ dataDir, settings }),
    ]);
    expect(two.connection).toEqual(one.connection);
    await one.stop();
    await one.stop();
    expect(await ask(two.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await two.stop();
    await expect(ask(two.connection, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('takes over the server that a killed process left behind, and stops it in the end', async () => {
    const port = await startInAProcessThatIsKilled(dataDir);
    const pid = serverPid(dataDir);
    expect(await isRunning(pid)).toBe(true);

    const heir = await EmbeddedPostgres.start({ dataDir, settings });
    expect(heir.connection.port).toBe(port);
    expect(serverPid(dataDir)).toBe(pid);
    await heir.stop();
    expect(await isRunning(pid)).toBe(false);
  });

  it('starts again after server and starter were both killed', async () => {
    await startInAProcessThatIsKilled(dataDir);
    const pid = serverPid(dataDir);
    process.kill(pid, 'SIGKILL');

    const again = await EmbeddedPostgres.start({ dataDir, settings });
    expect(await ask(again.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  // Only root hands the server to another account, and only then can a folder be out of its reach.
  (process.getuid?.() === 0 ? it : it.skip)('runs below a home that only root can enter', async () => {
    chmodSync(root, 0o700);
    const server = await EmbeddedPostgres.start({ dataDir, settings });
    expect(await ask(server.connection, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(readFileSync(join(dataDir, 'location'), 'utf8')).toMatch(/^\/var\/lib\/bole\/[0-9a-f]{12}\n$/);
    await server.stop();
  });
});

async function ask(connection: PostgresConnection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ ...connection });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function serverPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Starts the server from another Node, kills that with SIGKILL, and returns the server's port. */
async function startInAProcessThatIsKilled(dataDir: string): Promise<number> {
  const program = `
    const { EmbeddedPostgres } = require(${JSON.stringify(join(__dirname, 'embedded-postgres.ts'))});
    EmbeddedPostgres.start({ dataDir: ${JSON.stringify(dataDir)} }).then(({ connection }) => {
      process.stdout.write(connection.port + '\\n');
      setInterval(() => undefined, 1000);
    });`;
  const starter = spawn(process.execPath, ['-r', REGISTER, '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    starter.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
    starter.once('exit', (code) => reject(new Error(`the starter ended with ${code}`)));
  });
  const gone = new Promise((resolve) => starter.once('exit', resolve));
  starter.kill('SIGKILL');
  await gone;
  return port;
}
