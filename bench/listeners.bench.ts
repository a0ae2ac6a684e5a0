/**
 * Live listeners on one gateway process: how long a change takes from its commit to the last of them, what they cost in
 * memory and CPU, and how a burst goes through.
 *
 *     npm run bench -- listeners [--listeners 1000] [--changes 100]
 */
import { readFile } from 'node:fs/promises';
import { request, type ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LEAD_BELL_CHANNEL } from '@bole/leads';
import { type Client } from 'pg';
import { startHouse } from '../test/support/house';
import { type BenchHouse, openBenchHouse } from './support/bench-house';
import { residentMb } from './support/memory';
import { numbersGiven, report } from './support/report';

const CITY = '320500';
/** Of one key; see event-limits.ts of the gateway. */
const PER_KEY = 20;
const OPENED_AT_ONCE = 50;
const IDLE_SECONDS = 10;
const LIMIT_MS = 60_000;
/** /proc/<pid>/stat counts in hundredths of a second. */
const TICKS_PER_SECOND = 100;

async function main(): Promise<void> {
  const { listeners, changes } = numbersGiven({ listeners: 1_000, changes: 100 });
  const house = await openBenchHouse();
  const crowd = new Crowd();
  try {
    const keys = await keysFor(house, Math.ceil(listeners / PER_KEY));
    const { url, pid } = await house.startGateway();
    // What a process grows by with its first streams is no matter of their number.
    await crowd.open(url, keys, 1);
    await change(house.owner, 0);
    await crowd.heard(1);
    const beforeMb = await residentMb(pid);

    const opening = performance.now();
    await crowd.open(url, keys, listeners - 1);
    const openedMs = performance.now() - opening;
    const idle = await cpuWhile(pid, () => sleep(IDLE_SECONDS * 1_000));
    const withMb = await residentMb(pid);

    const [toFirst, toLast]: [number[], number[]] = [[], []];
    const one = await cpuWhile(pid, async () => {
      for (let number = 1; number <= changes; number++) {
        crowd.begin();
        const committed = await change(house.owner, number);
        const { first, last } = await crowd.heard(1);
        toFirst.push(first - committed);
        toLast.push(last - committed);
      }
    });
    crowd.begin();
    let burstMs = 0;
    const burst = await cpuWhile(pid, async () => {
      const committed = await change(house.owner, changes + 1, changes);
      burstMs = (await crowd.heard(changes)).last - committed;
    });
    const afterMb = await residentMb(pid);
    if (crowd.cut > 0) throw new Error(`${crowd.cut} listeners were cut`);
    report(
      'listeners',
      [
        { what: 'commit → first listener, ms', ...spread(toFirst) },
        { what: `commit → last of ${listeners} listeners, ms`, ...spread(toLast) },
      ],
      {
        listeners,
        changes,
        openedMs: Math.round(openedMs),
        rssMb: { before: Math.round(beforeMb), listening: Math.round(withMb), after: Math.round(afterMb) },
        cpuPercent: { idle: percent(idle), oneByOne: percent(one), burst: percent(burst) },
        cpuMsPerChange: Math.round((one.cpuSeconds / changes) * 1_000),
        burst: { changes, lastAfterMs: Math.round(burstMs) },
      },
    );
  } finally {
    crowd.close();
    await house.close();
  }
}

async function keysFor(house: BenchHouse, count: number): Promise<string[]> {
  const whole = await startHouse(house.connection, { BOLE_MATCHING: 'off' });
  try {
    const keys: string[] = [];
    for (let at = 0; at < count; at++) keys.push(await whole.key(CITY, ['leads:read']));
    return keys;
  } finally {
    await whole.close();
  }
}

/** What a rematch of one project typically changes, `rows` times in one transaction; then the bell. Returns when it was committed. */
async function change(owner: Client, number: number, rows = 1): Promise<number> {
  const leads = Array.from({ length: 5 }, (_, at) => ({
    leadId: `lead_${number}_0123456789abcdef_${at}`,
    investorId: `inv_0123456789abcdefghj${at}`,
    score: 12.345 + at,
    was: 11.5 + at,
    moved: ['meetings', 'online-interest', 'recency', 'size'].map((feature) => ({ feature, points: 0.25 })),
    forProject: true,
    forInvestor: false,
  }));
  await owner.query(
    `insert into matching.lead_change (city, project_id, changes)
     select $1, 'prj_0123456789abcdefghj_' || n, $2 from generate_series(1, $3::int) as n`,
    [CITY, JSON.stringify(leads), rows],
  );
  const committed = performance.now();
  await owner.query(`select pg_notify($1, $2)`, [LEAD_BELL_CHANNEL, CITY]);
  return committed;
}

/** Many clients of one stream, who count the events that reach them. */
class Crowd {
  private readonly requests: ClientRequest[] = [];
  private readonly counts: number[] = [];
  private reached = 0;
  private wanted = 1;
  private first = 0;
  private last = 0;
  private resolve: () => void = () => undefined;
  cut = 0;

  async open(url: string, keys: readonly string[], count: number): Promise<void> {
    for (let at = 0; at < count; at += OPENED_AT_ONCE)
      await Promise.all(
        Array.from({ length: Math.min(OPENED_AT_ONCE, count - at) }, () =>
          this.openOne(url, keys[this.requests.length % keys.length] ?? ''),
        ),
      );
  }

  begin(): void {
    this.counts.fill(0);
    this.reached = 0;
  }

  /** When the first and the last of all had `wanted` events. */
  async heard(wanted: number): Promise<{ readonly first: number; readonly last: number }> {
    this.wanted = wanted;
    this.reached = this.counts.filter((count) => count >= wanted).length;
    const limit = setTimeout(() => this.resolve(), LIMIT_MS);
    if (this.reached < this.counts.length) await new Promise<void>((resolve) => (this.resolve = resolve));
    clearTimeout(limit);
    if (this.reached < this.counts.length)
      throw new Error(`${this.counts.length - this.reached} listeners did not hear of it within a minute`);
    return { first: this.first, last: this.last };
  }

  close(): void {
    for (const one of this.requests) one.removeAllListeners('close').destroy();
  }

  private openOne(url: string, key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const asked = request(`${url}/api/v1/events`, {
        headers: { authorization: `Bearer ${key}` },
        agent: false,
      });
      asked.on('error', reject).on('close', () => this.cut++);
      asked.on('response', (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`The gateway answered ${answer.statusCode}`));
        const at = this.counts.push(0) - 1;
        let tail = '';
        answer.on('error', () => undefined);
        answer.on('data', (chunk: Buffer) => {
          const parts = (tail + chunk.toString('latin1')).split(EVENT);
          tail = (parts.at(-1) ?? '').slice(1 - EVENT.length);
          if (parts.length > 1) this.count(at, parts.length - 1);
          resolve();
        });
      });
      this.requests.push(asked);
      asked.end();
    });
  }

  private count(at: number, events: number): void {
    const before = this.counts[at] ?? 0;
    const now = before + events;
    this.counts[at] = now;
    if (before >= this.wanted || now < this.wanted) return;
    this.last = performance.now();
    if (this.reached++ === 0) this.first = this.last;
    if (this.reached === this.counts.length) this.resolve();
  }
}

const EVENT = 'event: leads-changed';

interface Cpu {
  readonly cpuSeconds: number;
  readonly seconds: number;
}

async function cpuWhile(pid: number, work: () => Promise<unknown>): Promise<Cpu> {
  const [cpu, began] = [await cpuSeconds(pid), performance.now()];
  await work();
  return { cpuSeconds: (await cpuSeconds(pid)) - cpu, seconds: (performance.now() - began) / 1_000 };
}

/** User and system time of a process. */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function percent({ cpuSeconds: cpu, seconds }: Cpu): number {
  return Math.round((cpu / seconds) * 100);
}

function spread(values: readonly number[]): Record<string, number> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? NaN) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
