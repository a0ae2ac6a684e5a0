import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_TOPICS, decodeRecord, TOPICS } from '@bole/contracts';
import { createEventLog, type EventLog, type LogRecord } from '@bole/event-log';
import { countedIds, fixedClock, seededRandom } from '@bole/kernel';
import { createDataSource, TypeOrmUnitOfWork } from '@bole/persistence';
import { readConfig } from '@bole/platform';
import { type DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { CommandLine } from './command-line';
import { buildProgram } from './program';
import { type Session } from './session/session';

let database: TestDatabase;
let source: DataSource;
let log: EventLog;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  source = await createDataSource(database.connection).initialize();
  log = createEventLog({ engine: 'postgres', connection: database.connection, partitions: 2 });
  await log.ensureTopics(ALL_TOPICS);
  folder = await mkdtemp(join(tmpdir(), 'bole-cli-'));
});

afterAll(async () => {
  await log.close();
  await source.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Runs one command as a shell would, over engines that are really there. */
async function bole(...words: string[]): Promise<{ code: number; out: string[]; notes: string[] }> {
  const out: string[] = [];
  const notes: string[] = [];
  const silent = { update: () => undefined, stop: () => undefined };
  const session: Omit<Session, 'container'> = {
    // No Bole answers on port 9 (discard).
    config: readConfig({ BOLE_PORT: '9' }),
    log,
    unitOfWork: new TypeOrmUnitOfWork(source, { service: 'cli', random: seededRandom(1) }),
    clock: fixedClock('2026-03-01T00:00:00Z'),
    ids: countedIds('id'),
    close: async () => undefined,
  };
  const terminal = {
    out: (text: string) => void out.push(text),
    note: (text: string) => void notes.push(text),
    progress: () => silent,
  };
  const line = new CommandLine(terminal, async () => session as Session);
  await buildProgram(line).parseAsync(words, { from: 'user' });
  return { code: line.exitCode, out, notes };
}

async function records(topic: string): Promise<LogRecord[]> {
  const found: LogRecord[] = [];
  for await (const batch of log.read(topic)) found.push(...batch);
  return found;
}

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('bole import', () => {
  it('publishes the good rows, reports the wrong ones, and says that nobody processes them yet', async () => {
    const path = await file(
      'park.csv',
      'ID,项目名称,城市,类型\nP1,甲,苏州市,新建\nP2,乙,999999,新建\nP3,丙,杭州市,新建\n',
    );
    const report = join(folder, 'report.csv');
    const tried = await bole('import', path, '--kind', 'projects', '--report', report, '--dry-run');
    expect(tried).toMatchObject({
      code: 2,
      out: ['read 3, published 0 (dry run), wrong 1', `report: ${report}`],
    });
    expect(await records(TOPICS.inboundProjects.name)).toEqual([]);

    const done = await bole('import', path, '--kind', 'projects', '--report', report);
    expect(done).toMatchObject({ code: 2, out: ['read 3, published 2, wrong 1', `report: ${report}`] });
    expect(done.notes.join('\n')).toMatch(/row 3, 城市: "999999".*DIVISION_UNKNOWN[^]*Bole is not running/);
    expect((await readFile(report, 'utf8')).split('\r\n')[1]).toMatch(
      /^3,城市,place,999999,DIVISION_UNKNOWN,error,/,
    );
    const published = (await records(TOPICS.inboundProjects.name)).map((record) => decodeRecord(record));
    expect(published.map((decoded) => decoded.ok && decoded.value.key).sort()).toEqual([
      'park:P1',
      'park:P3',
    ]);
  });
});

describe('bole rejected', () => {
  it('lists and shows what was rejected, and replays it to the topic that it came from', async () => {
    await source.query(
      `insert into intake.rejected_record (id, service, topic, partition, position, rejected_at, problems, key, value, headers)
       values ('rej_1', 'ingest', $1, 0, '7', '2026-01-01Z', $2, 'crm:1', '\\x7bff7d', $3)`,
      [
        TOPICS.inboundInvestors.name,
        JSON.stringify([{ code: 'RECORD_NOT_UTF8', field: 'value', expected: 'UTF-8 text' }]),
        JSON.stringify({ ce_id: Buffer.from('ev-1').toString('base64') }),
      ],
    );
    expect((await bole('rejected', 'list')).out.join('\n')).toMatch(
      /rej_1.*inbound\.investors\/0@7[^]*RECORD_NOT_UTF8/,
    );
    expect((await bole('rejected', 'show', 'rej_1')).out).toEqual(
      expect.arrayContaining(['key: crm:1', 'header ce_id: ev-1']),
    );
    await expect(bole('rejected', 'show', 'rej_9')).rejects.toMatchObject({
      code: 'REJECTED_RECORD_UNKNOWN',
    });
    expect((await bole('rejected', 'replay', '--all')).out).toEqual(['replayed 1, skipped 0']);
    const [again] = await records(TOPICS.inboundInvestors.name);
    expect(again).toMatchObject({ key: Buffer.from('crm:1'), value: Buffer.from([0x7b, 0xff, 0x7d]) });
    expect(again?.headers).toMatchObject({
      ce_id: Buffer.from('ev-1'),
      bole_replay_of: Buffer.from('rej_1'),
    });
  });
});

describe('bole mails', () => {
  it('lists mails, of one city or of one state, and shows one with its link', async () => {
    await source.query(
      `insert into outreach.mail (id, city, key, to_address, subject, text, headers, created_at) values
         ('mail_1', '000000', 'invitation:1', 'lin@suzhou.example', '邀请 · Invitation', 'https://bole.example/#t', '{}', '2026-01-01Z')`,
    );
    expect((await bole('mails', 'list', '--city', '000000')).out).toEqual([
      'mail_1  2026-01-01T00:00:00.000Z  000000  queued  lin@suzhou.example',
      '    邀请 · Invitation',
    ]);
    expect(await bole('mails', 'list', '--state', 'sent')).toMatchObject({
      out: [],
      notes: ['There is no such mail.'],
    });
    expect((await bole('mails', 'show', 'mail_1')).out).toEqual(
      expect.arrayContaining(['subject: 邀请 · Invitation', 'https://bole.example/#t']),
    );
    await expect(bole('mails', 'show', 'mail_2')).rejects.toMatchObject({ code: 'MAIL_NOT_FOUND' });
  });
});

describe('bole cities verify-audit', () => {
  it('walks the audit of every city to its end, and fails where one was changed', async () => {
    const zeros = '0'.repeat(64);
    expect(await bole('cities', 'verify-audit', '000000')).toEqual({
      code: 0,
      out: [`000000  0 entries are whole; note the end: 0 ${zeros}`],
      notes: [],
    });
    await source.query(
      `insert into access.audit (city, seq, id, at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
         previous_hash, hash) values ('000000', 1, 'a', now(), 'person', 'p', 'p', 'x', 'y', 'z', $1, $1)`,
      [zeros],
    );
    expect(await bole('cities', 'verify-audit')).toMatchObject({
      code: 1,
      out: ['000000  entry 1 is changed; 0 entries before it are whole'],
    });
    await expect(bole('cities', 'verify-audit', '110000')).rejects.toMatchObject({ code: 'CITY_NOT_FOUND' });
  });
});

describe('bole replay', () => {
  it('publishes a history up to a day, and the same events the second time', async () => {
    await file('investors.ndjson', '{"id":"i/a","name":"A","country":"USA"}\n');
    await file('companies.ndjson', '{"id":"c/1","name":"One","category":"web","tags":[],"country":"USA"}\n');
    await file(
      'deals.csv',
      'date,investor_id,company_id,stage,amount_usd\n2001-01-02,i/a,c/1,angel,1000\n2002-01-01,i/a,c/1,series-a,\n',
    );
    expect((await bole('replay', folder, '--until', '2002-01-01')).out[0]).toMatch(
      /^published 3 events .* wrong rows 0$/,
    );
    await bole('replay', folder, '--until', '2002-01-01');
    const ids = (await records(TOPICS.inboundSignals.name)).map((record) =>
      record.headers['ce_id']?.toString(),
    );
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });
});

it('refuses options that cannot be', async () => {
  await expect(bole('import', 'x.csv', '--kind', 'castles')).rejects.toMatchObject({ exitCode: 1 });
  await expect(bole('rematch', '--as-of', '2012-02-30')).rejects.toMatchObject({ exitCode: 1 });
});
