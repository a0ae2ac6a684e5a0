/** Servers as detached processes: started, recognised again by their command line, waited for and stopped. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const STOP_LIMIT_MS = 30_000;

/** Starts a program that outlives us; its output goes to `logFile`. Returns its pid. */
export function startDetached(command, args, { logFile, ...options }) {
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] });
    child.on('error', () => undefined); // seen by the caller as a process that is not alive
    child.unref();
    return child.pid;
  } finally {
    closeSync(log);
  }
}

/** Whether `pid` runs and is ours: pids are used again, so its command line must hold `mark`, a path of our own. */
export function isOurs(pid, mark) {
  return Number.isInteger(pid) && commandLine(pid).includes(mark);
}

/** Ends a process of ours, kindly first. Resolves when it is gone. */
export async function stop(pid, mark, signals = ['SIGTERM', 'SIGKILL']) {
  for (const signal of signals) {
    if (!isOurs(pid, mark)) return;
    process.kill(pid, signal);
    if (await waitUntil(async () => !isOurs(pid, mark), STOP_LIMIT_MS)) return;
  }
  throw new Error(`Process ${pid} does not end.`);
}

/** Asks every quarter of a second until `holds` answers true; false when the limit has passed or `giveUp` holds. */
export async function waitUntil(holds, limitMs, giveUp = () => false) {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end || giveUp()) return false;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return true;
}

/** The first of `wanted` that nobody listens on, or any free port of the loopback address. */
export async function freePort(wanted = []) {
  for (const port of [...wanted.filter(Boolean), 0]) {
    const free = await listensOn(port);
    if (free !== undefined) return free;
  }
  throw new Error('There is no free port on 127.0.0.1.');
}

function listensOn(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const found = server.address().port;
      server.close(() => resolve(found));
    });
  });
}

function commandLine(pid) {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
