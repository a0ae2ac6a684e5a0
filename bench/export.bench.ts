/**
 * Exports of a million leads: how fast, and in how much memory of the gateway. Each format is downloaded whole and its
 * rows are counted; then by a reader that takes 1 MB a second, for ten seconds.
 *
 *     npm run bench -- export [--rows 1000000]
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client } from 'pg';
import { open, type Entry, type ZipFile } from 'yauzl';
import { openBenchHouse } from './support/bench-house';
import { type Memory, residentMb, watchMemory } from './support/memory';
import { numbersGiven, report } from './support/report';

const CITY = '320500';
const FORMATS = ['csv', 'ndjson', 'xlsx'] as const;
const SLOW = { bytesPerSecond: 1_000_000, seconds: 10 };

async function main(): Promise<void> {
  const { rows } = numbersGiven({ rows: 1_000_000 });
  const house = await openBenchHouse();
  const folder = await mkdtemp(join(tmpdir(), 'bole-bench-export-'));
  try {
    const key = await house.key(CITY);
    await fill(house.owner, rows);
    const { url, pid } = await house.startGateway();
    const ask = (format: string, few = false) =>
      response(`${url}/api/v1/exports/leads?format=${format}${few ? `&minScore=${rows - 1000}` : ''}`, key);
    // What a process grows by with its first answers is no matter of size.
    for (const format of FORMATS)
      await pipeline(await ask(format, true), createWriteStream(join(folder, 'warm')));

    const results: Record<string, unknown>[] = [];
    for (const format of FORMATS) {
      const file = join(folder, `leads.${format}`);
      const beforeMb = await residentMb(pid);
      const began = performance.now();
      const { result, ...memory } = await watchMemory(pid, async () =>
        download(await ask(format), file, format),
      );
      const seconds = (performance.now() - began) / 1000;
      const counted = result.rows ?? (await rowsOfXlsx(file));
      if (counted !== rows) throw new Error(`${format} has ${counted} rows, not ${rows}`);
      results.push(row(format, counted, result.bytes, seconds, { beforeMb, ...memory }));
      await rm(file);
    }
    for (const format of FORMATS) {
      const beforeMb = await residentMb(pid);
      const began = performance.now();
      const { result, ...memory } = await watchMemory(pid, async () => readSlowly(await ask(format)));
      results.push(
        row(`${format}, slow reader`, undefined, result, (performance.now() - began) / 1000, {
          beforeMb,
          ...memory,
        }),
      );
      await sleep(500);
    }
    report('export', results, { leads: rows });
  } finally {
    await rm(folder, { recursive: true, force: true });
    await house.close();
  }
}

function row(
  what: string,
  rows: number | undefined,
  bytes: number,
  seconds: number,
  { beforeMb, peakMb, quartersMb }: Memory & { readonly beforeMb: number },
): Record<string, unknown> {
  return {
    export: what,
    rows,
    'rows/s': rows === undefined ? undefined : Math.round(rows / seconds),
    MB: Math.round(bytes / 1e5) / 10,
    seconds: Math.round(seconds * 10) / 10,
    'RSS before': Math.round(beforeMb),
    'RSS by quarter': quartersMb.map(Math.round).join(' '),
    'RSS peak': Math.round(peakMb),
  };
}

/** As many leads as rows, among 1,000 projects and 20,000 investors, with contributions as the ranker leaves them. */
async function fill(owner: Client, rows: number): Promise<void> {
  await owner.query(
    `insert into matching.party (kind, id, revision, active, city, audience)
     select 'project', 'prj_' || n, 1, true, $1, 'public' from generate_series(0, 999) as n
     union all select 'investor', 'inv_' || n, 1, true, null, null from generate_series(0, 19999) as n`,
    [CITY],
  );
  await owner.query(
    `insert into matching.facts (kind, id, facts, city, audience)
     select kind, id, jsonb_build_object('names', jsonb_build_object('zh', '名称' || id, 'en', 'Name of ' || id)), city, audience
     from matching.party`,
  );
  await owner.query(
    `insert into matching.match (project_id, investor_id, lead_id, score, base, fit, intent, relationship, contributions,
       model, for_project, for_investor, moved, changed_at, city)
     select 'prj_' || n % 1000, 'inv_' || (n / 1000 * 7 + n % 1000 * 13) % 20000, 'lead_' || n, n, 0, n, 0, 0,
       jsonb_build_array(
         jsonb_build_object('feature', 'declared-industry', 'group', 'fit', 'value', 3, 'points', n % 40 + 0.123456, 'evidence', '[]'::jsonb),
         jsonb_build_object('feature', 'size', 'group', 'fit', 'value', 0.5, 'points', -3.25, 'evidence', '[]'::jsonb),
         jsonb_build_object('feature', 'contacts', 'group', 'relationship', 'value', 2, 'points', 7.5, 'evidence', jsonb_build_array('sig_' || n))),
       'default-2', true, n % 3 = 0, '[]', now(), $2
     from generate_series(0, $1::int - 1) as n`,
    [rows, CITY],
  );
  await owner.query(`vacuum analyze matching.match, matching.facts`);
}

function response(url: string, key: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { authorization: `Bearer ${key}` }, agent: false });
    asked.on('error', reject).on('response', (answer) => {
      if (answer.statusCode === 200) resolve(answer);
      else reject(new Error(`${url} answered ${answer.statusCode}`));
    });
    asked.end();
  });
}

/** To a file; lines of text are counted on the way, the header of CSV left out. */
async function download(
  answer: IncomingMessage,
  file: string,
  format: (typeof FORMATS)[number],
): Promise<{ readonly bytes: number; readonly rows: number | undefined }> {
  let [bytes, lines] = [0, 0];
  await pipeline(
    answer,
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (format !== 'xlsx') lines += newlines(chunk);
        yield chunk;
      }
    },
    createWriteStream(file),
  );
  return { bytes, rows: format === 'xlsx' ? undefined : format === 'csv' ? lines - 1 : lines };
}

function newlines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}

async function readSlowly(answer: IncomingMessage): Promise<number> {
  const began = performance.now();
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    const seconds = (performance.now() - began) / 1000;
    if (seconds > SLOW.seconds) break;
    await sleep((bytes / SLOW.bytesPerSecond - seconds) * 1000);
  }
  return bytes;
}

/** Rows of all sheets, their headers left out. */
async function rowsOfXlsx(file: string): Promise<number> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    open(file, { lazyEntries: true }, (error, opened) => (error === null ? resolve(opened) : reject(error))),
  );
  let rows = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      if (!entry.fileName.startsWith('xl/worksheets/')) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error !== null) return reject(error);
        void rowsOfSheet(stream).then((count) => {
          rows += count;
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
  return rows;
}

async function rowsOfSheet(xml: Readable): Promise<number> {
  const END = '</row>';
  let [rows, tail] = [-1, ''];
  for await (const chunk of xml as AsyncIterable<Buffer>) {
    const text = tail + chunk.toString('latin1');
    const parts = text.split(END);
    rows += parts.length - 1;
    tail = (parts.at(-1) ?? '').slice(1 - END.length);
  }
  return rows;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
