import { spawn, spawnSync } from 'node:child_process';
import { open, readFile, readlink, realpath, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isRunning } from './process-identity';
import { howToRun } from './server-account';
import { type ServerHome } from './server-home';
import { SERVER_SETTINGS } from './server-settings';

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/** Long, because a server that was killed first reads its log again; it ends at once when the server exits. */
const READY_LIMIT_MS = 120_000;
const FAST_STOP_LIMIT_MS = 8_000;
const IMMEDIATE_STOP_LIMIT_MS = 5_000;
const START_ATTEMPTS = 5;
const LOG_LIMIT_BYTES = 10_000_000;

/** The server of this cluster, if one runs, whoever started it. One that is stopping is waited for. */
export async function findRunningServer(
  home: ServerHome,
  password: string,
): Promise<RunningServer | undefined> {
  const server = await readPidFile(home);
  if (server === undefined || !(await isRunning(server.pid))) return undefined;
  if (!(await isServerOf(home, server.pid))) {
    // The number was given to another process since. Postgres would take that one for a living server and refuse to start.
    await rm(join(home.cluster, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const outcome = await untilReady(home, password, async () => !(await isRunning(server.pid)));
  if (outcome.kind === 'ready') return outcome.server;
  if (outcome.kind === 'refused')
    throw new Error(`${nameOf(home)} runs, but refuses its password: ${outcome.why}`);
  await endServer(home, server.pid);
  return undefined;
}

/** Starts the server on a free port of loopback; resolves when it answers. */
export async function launchServer(
  home: ServerHome,
  password: string,
  settings: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  let last = '';
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    const offset = await trimLog(home.log);
    const port = await freePort();
    const child = await spawnServer(home, { ...SERVER_SETTINGS, ...settings, port: String(port) });
    const outcome = await untilReady(home, password, child.hasExited);
    if (outcome.kind === 'ready') return outcome.server;
    if (outcome.kind !== 'exited' && child.pid !== undefined) await endServer(home, child.pid);
    last = (await readFile(home.log, 'utf8').catch(() => '')).slice(offset).trim().slice(-2_000);
    // The port was taken in between, or children of a killed server are still on their way out.
    if (!/could not bind|could not create any TCP|shared memory block|lock file/.test(last)) break;
    await sleep(500);
  }
  throw new Error(`${nameOf(home)} did not start: ${last === '' ? `see ${home.log}` : last}`);
}

/** Stops the server of this cluster, if one runs: without waiting for clients, but with all that was committed on disk. */
export async function stopServer(home: ServerHome): Promise<void> {
  const server = await readPidFile(home);
  if (server === undefined || !(await isRunning(server.pid))) return;
  if (await isServerOf(home, server.pid)) await endServer(home, server.pid);
}

async function endServer(home: ServerHome, pid: number): Promise<void> {
  signal(home, pid, 'INT');
  if (await exits(pid, FAST_STOP_LIMIT_MS)) return;
  signal(home, pid, 'QUIT');
  if (await exits(pid, IMMEDIATE_STOP_LIMIT_MS)) return;
  throw new Error(`${nameOf(home)} (process ${pid}) does not stop`);
}

function signal(home: ServerHome, pid: number, name: 'INT' | 'QUIT'): void {
  // Windows has no signals; Postgres brings its own and a tool to send them.
  if (process.platform === 'win32') spawnSync(home.binaries.pgCtl, ['kill', name, String(pid)]);
  else process.kill(pid, `SIG${name}`);
}

async function exits(pid: number, limitMs: number): Promise<boolean> {
  for (const deadline = performance.now() + limitMs; performance.now() < deadline; await sleep(20)) {
    if (!(await isRunning(pid))) return true;
  }
  return false;
}

interface LaunchedServer {
  readonly pid: number | undefined;
  readonly hasExited: () => Promise<boolean>;
}

async function spawnServer(
  home: ServerHome,
  settings: Readonly<Record<string, string>>,
): Promise<LaunchedServer> {
  const log = await open(home.log, 'a', 0o600);
  try {
    const child = spawn(
      home.binaries.postgres,
      [
        '-D',
        home.cluster,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      // A session of its own: Ctrl-C in the terminal is for Bole, which stops the server when it is done with it.
      { ...howToRun(home), detached: true, stdio: ['ignore', log.fd, log.fd] },
    );
    let exited = false;
    child.on('exit', () => (exited = true));
    child.on('error', () => (exited = true));
    child.unref();
    return { pid: child.pid, hasExited: async () => exited };
  } finally {
    await log.close();
  }
}

type Readiness =
  | { readonly kind: 'ready'; readonly server: RunningServer }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'exited' }
  | { readonly kind: 'timeout' };

async function untilReady(
  home: ServerHome,
  password: string,
  hasExited: () => Promise<boolean>,
): Promise<Readiness> {
  const deadline = performance.now() + READY_LIMIT_MS;
  while (performance.now() < deadline) {
    if (await hasExited()) return { kind: 'exited' };
    const server = await readPidFile(home);
    if (server !== undefined && server.port > 0) {
      const answer = await answers(home, server.port, password);
      if (answer === 'ready') return { kind: 'ready', server };
      if (answer !== 'not yet') return { kind: 'refused', why: answer };
    }
    await sleep(25);
  }
  return { kind: 'timeout' };
}

/** Whether the server on `port` takes our password and serves this very cluster. */
async function answers(home: ServerHome, port: number, password: string): Promise<string> {
  const client = new Client({
    ...{ host: '127.0.0.1', port, user: 'bole', password, database: 'postgres' },
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const served = rows[0]?.data_directory ?? '';
    return (await realpath(served)) === (await realpath(home.cluster)) ? 'ready' : `it serves ${served}`;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return code === '28P01' ? message : 'not yet';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** postmaster.pid: the pid in the first line, the port in the fourth. */
async function readPidFile(home: ServerHome): Promise<RunningServer | undefined> {
  const lines = (await readFile(join(home.cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isSafeInteger(pid) && pid > 0
    ? { pid, port: Number.isSafeInteger(port) ? port : 0 }
    : undefined;
}

/** Whether process `pid` is the server of this cluster: the number in a left-over pid file may be another's by now. */
async function isServerOf(home: ServerHome, pid: number): Promise<boolean> {
  const cluster = await realpath(home.cluster);
  switch (process.platform) {
    case 'linux':
      // The server's working directory is its cluster.
      return (
        (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === cluster &&
        basename(await readlink(`/proc/${pid}/exe`).catch(() => '')).startsWith('postgres')
      );
    case 'win32':
      return spawnSync('tasklist', ['/FI', `PID eq ${pid}`], { encoding: 'utf8' }).stdout.includes(
        'postgres',
      );
    default:
      return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(
        home.cluster,
      );
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Where the log ends now; begins it anew when it has grown large. */
async function trimLog(path: string): Promise<number> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size < LOG_LIMIT_BYTES) return size;
  await rm(path, { force: true });
  return 0;
}

function nameOf(home: ServerHome): string {
  return `The Postgres server in ${home.cluster}`;
}
