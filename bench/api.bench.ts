/**
 * The leads of a project and match on demand, next to a bare Nest route that sends the same SQL: requests a second, latency, and
 * their ratio. Both are processes of their own; rounds take turns, and the medians count.
 *
 *     npm run bench -- api [--rounds 5] [--seconds 5] [--connections 10]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectSubmittedV1 } from '@bole/contracts';
import { systemClock } from '@bole/kernel';
import autocannon from 'autocannon';
import { publishSamples } from '../apps/standalone/src/samples';
import { startHouse } from '../test/support/house';
import { type BenchHouse, openBenchHouse } from './support/bench-house';
import { captureQueries, type Wave } from './support/captured-queries';
import { numbersGiven, report } from './support/report';

const CITY = '320500';
const ROOT = join(__dirname, '..');
const SETTLING_MS = 300_000;
const WARMING_SECONDS = 3;

interface Request {
  readonly what: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

interface Captured extends Request {
  readonly waves: readonly Wave[];
  readonly answer: string;
}

interface Round {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

async function main(): Promise<void> {
  const options = numbersGiven({ rounds: 5, seconds: 5, connections: 10 });
  const house = await openBenchHouse();
  const folder = mkdtempSync(join(tmpdir(), 'bole-bench-api-'));
  const bare: ChildProcess[] = [];
  try {
    const { authorization, captured } = await capture(house);
    // A key's own limits are not what is measured.
    await house.owner.query(`update access.api_key set per_minute = 2000000000, per_day = 2000000000`);
    const { url } = await house.startGateway();
    const rows = [];
    for (const request of captured) {
      const bareUrl = await startBare(house, folder, request, bare);
      const real = { ...request, url: `${url}${request.path}`, authorization };
      const plain = { ...request, url: `${bareUrl}/bare`, authorization };
      await sameBytes(real, plain);
      rows.push(...(await compare(request, real, plain, options)));
    }
    report('api', rows, options);
  } finally {
    for (const child of bare) child.kill('SIGTERM');
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills the house with the samples, and keeps what each request asks of the database and what is answered. */
async function capture(house: BenchHouse): Promise<{ authorization: string; captured: Captured[] }> {
  const whole = await startHouse(house.connection);
  try {
    await publishSamples(join(ROOT, 'samples'), whole.log, systemClock);
    await whole.settled(SETTLING_MS);
    const authorization = `Bearer ${await whole.key(CITY)}`;
    const captured: Captured[] = [];
    for (const request of await requests(house)) {
      // Once before, so that nothing is read that is kept afterwards.
      await ask(whole.url, request, authorization);
      let answer = '';
      const waves = await captureQueries(CITY, async () => {
        answer = await ask(whole.url, request, authorization);
      });
      captured.push({ ...request, waves, answer });
    }
    return { authorization, captured };
  } finally {
    await whole.close();
  }
}

async function requests({ owner }: BenchHouse): Promise<Request[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select project_id as id from matching.match where city = $1 and for_project
     group by 1 order by count(*) desc, 1 limit 1`,
    [CITY],
  );
  return [
    { what: 'leads of a project', method: 'GET', path: `/api/v1/projects/${rows[0]?.id}/leads?limit=30` },
    {
      what: 'match on demand',
      method: 'POST',
      path: '/api/v1/match/investors',
      body: JSON.stringify({ project: projectSubmittedV1.golden.profile, asOf: '2026-11-22T00:00:00Z' }),
    },
  ];
}

async function ask(url: string, { method, path, body }: Request, authorization: string): Promise<string> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return text;
}

async function startBare(
  { connection }: BenchHouse,
  folder: string,
  { what, waves, answer }: Captured,
  started: ChildProcess[],
): Promise<string> {
  const file = join(folder, `${what.replaceAll(' ', '-')}.json`);
  const scope = { city: CITY, neighbours: [] };
  writeFileSync(file, JSON.stringify({ connection, scope, waves, answer: JSON.parse(answer) as unknown }));
  const child = spawn(
    process.execPath,
    [
      '-r',
      join(ROOT, 'test/support/register-typescript.cjs'),
      join(ROOT, 'bench/support/bare-route.ts'),
      file,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  started.push(child);
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  return (JSON.parse(line) as { url: string }).url;
}

interface Target extends Request {
  readonly url: string;
  readonly authorization: string;
}

async function sameBytes(real: Target, bare: Target): Promise<void> {
  const [ours, theirs] = await Promise.all(
    [real, bare].map((target) => ask(target.url, { ...target, path: '' }, target.authorization)),
  );
  if (ours !== theirs)
    throw new Error(`${real.what}: the bare route answers ${theirs?.length} characters, not ${ours?.length}`);
}

async function compare(
  { what, waves, answer }: Captured,
  real: Target,
  bare: Target,
  { rounds, seconds, connections }: { rounds: number; seconds: number; connections: number },
): Promise<Record<string, unknown>[]> {
  for (const target of [real, bare]) await fire(target, connections, WARMING_SECONDS);
  const [ours, theirs]: [Round[], Round[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // Whoever comes first in a round comes second in the next.
    const turn = [
      async () => void ours.push(await fire(real, connections, seconds)),
      async () => void theirs.push(await fire(bare, connections, seconds)),
    ];
    for (const go of round % 2 === 0 ? turn : turn.reverse()) await go();
  }
  const ratio = median(ours.map((one) => one.perSecond)) / median(theirs.map((one) => one.perSecond));
  const facts = { statements: waves.flat().length, kB: Math.round(answer.length / 1024) };
  return [
    { what, route: 'Bole', ...medians(ours), ratio: Number(ratio.toFixed(2)), ...facts },
    { what, route: 'bare', ...medians(theirs), ratio: 1, ...facts },
  ];
}

async function fire(
  { url, method, body, authorization }: Target,
  connections: number,
  seconds: number,
): Promise<Round> {
  const latencies: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        method,
        connections,
        duration: seconds,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body }),
      },
      (error, done) => (error ? reject(error as Error) : resolve(done)),
    );
    instance.on('response', (_client, _status, _bytes, ms) => latencies.push(ms));
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} requests to ${url} failed`);
  latencies.sort((a, b) => a - b);
  const percentile = (part: number): number => latencies[Math.floor(latencies.length * part)] ?? NaN;
  return { perSecond: result.requests.average, p50Ms: percentile(0.5), p95Ms: percentile(0.95) };
}

function medians(rounds: readonly Round[]): Record<string, number> {
  const of = (name: keyof Round): number => Number(median(rounds.map((round) => round[name])).toFixed(1));
  return { perSecond: of('perSecond'), p50Ms: of('p50Ms'), p95Ms: of('p95Ms') };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

void main();
