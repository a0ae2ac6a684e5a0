import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ELASTICSEARCH_VARIABLE, KAFKA_VARIABLE } from './engines';
import postgresSetup from './postgres.setup';

const PREFIX = `bole-engines-test-${process.getuid?.() ?? 0}-`;
const UP_LIMIT_MS = 900_000;

/** Starts a Kafka and an Elasticsearch of this run's own, on free ports with their data in a temporary folder, and Postgres. */
export default async function (): Promise<void> {
  await postgresSetup();
  await sweep();
  const exported = await engines('up', folderOf(process.pid));
  process.env[KAFKA_VARIABLE] = valueOf('BOLE_KAFKA_BROKERS', exported);
  process.env[ELASTICSEARCH_VARIABLE] = valueOf('BOLE_ELASTICSEARCH_URL', exported);
}

export function folderOf(pid: number): string {
  return join(tmpdir(), `${PREFIX}${pid}`);
}

/** Runs `tools/engines/engines.mjs` on a folder; what it writes to its output. */
export async function engines(command: 'up' | 'wipe', folder: string): Promise<string> {
  const tool = join(__dirname, '..', '..', 'tools', 'engines', 'engines.mjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tool, command, '--no-postgres', '--any-ports', '--folder', folder],
    {
      timeout: UP_LIMIT_MS,
    },
  ).catch((error: Error & { stderr?: string }) => {
    throw new Error(`The engines of the tests: ${error.stderr?.trim() || error.message}`);
  });
  return stdout;
}

/** Ends what runs left behind that did not end themselves. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    await engines('wipe', join(tmpdir(), name));
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (process.platform === 'linux') return existsSync(`/proc/${pid}`);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function valueOf(variable: string, exported: string): string {
  const value = new RegExp(`^export ${variable}=(.+)$`, 'm').exec(exported)?.[1];
  if (value === undefined) throw new Error(`The engines were started, but did not say ${variable}.`);
  return value;
}
