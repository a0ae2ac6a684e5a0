import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type AppName = 'ingest' | 'indexer' | 'matcher' | 'courier' | 'gateway' | 'standalone';

interface Member {
  readonly app: AppName;
  readonly url: string;
  process: ChildProcess;
}

const ROOT = join(__dirname, '..', '..');
const READY_LIMIT_MS = 90_000;
const STOP_LIMIT_MS = 15_000;

/** The apps as they run on many machines: each a process of its own, from the build, on the given engines. */
export class Fleet {
  private readonly members: Member[] = [];
  private readonly logs = mkdtempSync(join(tmpdir(), 'bole-fleet-'));

  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  async start(...apps: readonly AppName[]): Promise<void> {
    for (const app of apps) {
      const port = await freePort();
      this.members.push({
        app,
        url: `http://127.0.0.1:${port}`,
        process: this.spawn(app, port, this.members.length),
      });
    }
    await Promise.all(this.members.map((member) => this.untilReady(member)));
  }

  /** `kill -9` on the first process of an app, and a new one in its place; resolves when that is ready. */
  async killAndRestart(app: AppName): Promise<void> {
    const member = this.members.find((candidate) => candidate.app === app);
    if (member === undefined) throw new Error(`The fleet has no ${app}.`);
    member.process.kill('SIGKILL');
    await ended(member.process);
    member.process = this.spawn(app, Number(new URL(member.url).port), this.members.indexOf(member));
    await this.untilReady(member);
  }

  /** Asks all to stop in order. Resolves with the slowest one's time; rejects where one did not end by itself, with code 0. */
  async stop(): Promise<{ slowestMs: number }> {
    const started = performance.now();
    for (const member of this.members) member.process.kill('SIGTERM');
    const codes = await Promise.all(
      this.members.map(({ process }) =>
        Promise.race([ended(process), sleep(STOP_LIMIT_MS, 'late' as const, { ref: false })]),
      ),
    );
    for (const member of this.members) if (member.process.exitCode === null) member.process.kill('SIGKILL');
    if (codes.some((code) => code !== 0))
      throw new Error(`Apps ended with ${codes.join(', ')}:\n${this.lastWords()}`);
    return { slowestMs: performance.now() - started };
  }

  /** The ends of the apps' logs, for a failed test to show. */
  lastWords(): string {
    return this.members
      .map(({ app }, at) => `${app}: ${readFileSync(this.logOf(app, at), 'utf8').slice(-3_000)}`)
      .join('\n');
  }

  private spawn(app: AppName, port: number, at: number): ChildProcess {
    const log = openSync(this.logOf(app, at), 'a');
    try {
      return spawn(process.execPath, [join(ROOT, 'dist', 'apps', app, 'src', 'main.js')], {
        cwd: ROOT,
        env: {
          PATH: process.env['PATH'] ?? '',
          BOLE_SECRET_KEY: Buffer.alloc(32, 't').toString('base64'),
          ...this.environment,
          BOLE_PORT: String(port),
          BOLE_LOG_LEVEL: 'warn',
        },
        stdio: ['ignore', log, log],
      });
    } finally {
      closeSync(log);
    }
  }

  private logOf(app: AppName, at: number): string {
    return join(this.logs, `${app}-${at}.log`);
  }

  private async untilReady({ app, url, process: child }: Member): Promise<void> {
    const deadline = performance.now() + READY_LIMIT_MS;
    while (performance.now() < deadline && child.exitCode === null) {
      const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
      if (answer?.status === 200) return;
      await sleep(100);
    }
    throw new Error(`${app} was not ready in time:\n${this.lastWords()}`);
  }
}

async function ended(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
