import { request } from 'node:http';
import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type Permission, PERMISSIONS, type Principal } from '@bole/access';
import { InsightModule } from '@bole/insight';
import {
  createProcessLog,
  EnginesModule,
  ON_REQUEST,
  readConfig,
  type RunningProcess,
  startProcess,
} from '@bole/platform';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { Client } from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../../test/support/database';
import { CITY, drawSignals, ELSEWHERE, keepSignals } from '../../../../../test/support/drawn-signals';
import { GATEWAY_HTTP } from '../edge/gateway-http';
import { AUDIT, type AuditRecord, AUTHENTICATOR, EDGE_PROVIDERS } from '../endpoint';
import { InsightController } from '../insight/insight.controller';
import { ExportsController } from './exports.controller';

const recorded: AuditRecord[] = [];
const principal = (city: string, permissions: readonly Permission[]): Principal => ({
  kind: 'key',
  id: `key-${city}`,
  name: 'key',
  city,
  role: undefined,
  permissions: new Set(permissions),
  scope: { city, neighbours: [] },
});
const KEYS: Readonly<Record<string, Principal>> = {
  bole_own: principal(CITY, PERMISSIONS),
  bole_other: principal(ELSEWHERE, PERMISSIONS),
  bole_analyst: principal(
    CITY,
    PERMISSIONS.filter((permission) => permission !== 'contacts:read'),
  ),
};

@Module({
  imports: [CqrsModule, EnginesModule.forService('gateway', ON_REQUEST), InsightModule],
  controllers: [ExportsController, InsightController],
  providers: [
    ...EDGE_PROVIDERS,
    {
      provide: AUTHENTICATOR,
      useValue: { bySession: async () => undefined, byKey: async (key: string) => KEYS[key] },
    },
    { provide: AUDIT, useValue: { record: async (entry: AuditRecord) => void recorded.push(entry) } },
  ],
})
class ExportingModule {}

/** More than sockets and streams hold between the database and a client that does not read. */
const LEADS = 120_000;

describe('exports over HTTP', () => {
  const signals = drawSignals(300, 9);
  let database: TestDatabase;
  let owner: Client;
  let running: RunningProcess;

  beforeAll(async () => {
    database = await freshDatabase();
    await keepSignals(database.connection, signals);
    owner = new Client({ ...database.connection });
    await owner.connect();
    await owner.query(
      `insert into matching.match (project_id, investor_id, lead_id, score, base, fit, intent, relationship, contributions,
         model, for_project, for_investor, moved, changed_at, city)
       select 'p' || n, 'i' || n, 'lead-' || n, n, n, 0, 0, 0, '[{"feature":"declared-industry","points":12.345}]', 'm',
         true, n % 2 = 0, '[]', '2026-01-01T00:00:00Z', $2 from generate_series(1, $1::int) as n`,
      [LEADS, CITY],
    );
    await owner.query(
      `insert into intake.contact (id, investor_id, city, contact, updated_at)
       select 'con-' || city, 'i1', city, $3, now() from unnest(array[$1, $2]) as city`,
      [
        CITY,
        ELSEWHERE,
        { name: '=cmd', phone: '+86 512 0000 0000', locale: 'zh-CN', consent: { status: 'granted' } },
      ],
    );
    const { user, password, host, port, database: name } = database.connection;
    const config = readConfig({
      BOLE_DATABASE: `postgres://${user}:${password}@${host}:${port}/${name}`,
      BOLE_PORT: '0',
      BOLE_LOG_LEVEL: 'silent',
      BOLE_CHECK_ANSWERS: 'on',
    });
    running = await startProcess({
      name: 'test',
      parts: [{ name: 'gateway', module: ExportingModule, http: GATEWAY_HTTP }],
      config,
      onFailure: (error) => {
        throw error;
      },
      given: { log: createProcessLog(config, 'test') },
    });
  });
  afterAll(async () => {
    await running?.close();
    await owner?.end();
    await database?.drop();
  });

  const ask = (path: string, key = 'bole_own'): Promise<Response> =>
    fetch(`${running.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${key}` } });
  const rowsOf = async (path: string, key?: string): Promise<Record<string, unknown>[]> => {
    const answer = await ask(`exports/${path}`, key);
    expect([path, answer.status]).toEqual([path, 200]);
    const text = (await answer.text()).trimEnd();
    return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  const ownSignals = signals.filter(({ project }) => project !== 'p4');
  const pairs = new Set(
    ownSignals.flatMap(({ investor, project }) => (project === undefined ? [] : `${investor} ${project}`)),
  );

  it('answers insight as declared', async () => {
    for (const what of [
      'funnel?by=quarter',
      'attribution?halfLifeDays=7.5',
      'channels?from=2025-11-01',
      'activity',
    ]) {
      const answer = await ask(`insight/${what}`);
      expect([what, answer.status]).toEqual([what, 200]);
      expect(JSON.stringify(await answer.json()).length).toBeGreaterThan(200);
    }
    expect((await ask('insight/funnel?zone=Asia/Bole')).status).toBe(422);
  });

  it('has what the city may see, and what the filters say', async () => {
    expect(await rowsOf('signals?format=ndjson')).toHaveLength(ownSignals.length);
    expect(await rowsOf('signals?format=ndjson', 'bole_other')).toHaveLength(
      signals.length - ownSignals.length,
    );
    const calls = await rowsOf('signals?format=ndjson&kind=call&kind=mou&from=2025-12-01');
    expect(new Set(calls.map(({ kind }) => kind))).toEqual(new Set(['call', 'mou']));
    expect(await rowsOf('funnel?format=ndjson')).toHaveLength(pairs.size);
    expect(await rowsOf('funnel?format=ndjson&project=p2')).toHaveLength(
      [...pairs].filter((pair) => pair.endsWith(' p2')).length,
    );
    expect(await rowsOf('investors?format=ndjson')).toHaveLength(60);
    expect(await rowsOf('investors?format=ndjson&industry=C38')).toHaveLength(0);
    expect((await rowsOf('projects?format=ndjson&industry=C38')).map(({ id }) => id)).toEqual(['p2', 'p3']);
    expect(await rowsOf('leads?format=ndjson&minScore=119999.5')).toMatchObject([
      {
        leadId: `lead-${LEADS}`,
        projectZh: null,
        score: LEADS,
        onProjectList: true,
        contributions: ['declared-industry 12.35'],
        changedAt: '2026-01-01T00:00:00.000Z',
      },
    ]);
    expect(await rowsOf('leads?format=ndjson', 'bole_other')).toEqual([]);
  });

  it('has pinned leads first, and hidden ones only where they are asked for', async () => {
    await owner.query(`insert into access.city (code, zh, en) values ($1, 'x', 'x') on conflict do nothing`, [
      CITY,
    ]);
    await owner.query(
      `insert into leads.lead_mark (city, project_id, investor_id, lead_id, mark, note, by_kind, by_id, by_name, at)
       select $1, 'p' || n, 'i' || n, 'lead-' || n, mark, 'why', 'person', 'per_1', 'x', now()
       from (values (7, 'pinned'), (9, 'pinned'), (119999, 'hidden')) as given (n, mark)`,
      [CITY],
    );
    const rows = await rowsOf('leads?format=ndjson');
    expect(rows).toHaveLength(LEADS - 1);
    expect(rows.slice(0, 4).map(({ leadId, mark }) => [leadId, mark])).toEqual([
      ...[9, 7].map((n) => [`lead-${n}`, 'pinned']),
      ...[120_000, 119_998].map((n) => [`lead-${n}`, null]),
    ]);
    const scores = rows.slice(2).map(({ score }) => Number(score));
    expect(scores.every((score, at) => at === 0 || score < (scores[at - 1] ?? 0))).toBe(true);
    expect(await rowsOf('leads?format=ndjson&marks=hidden')).toMatchObject([
      { leadId: 'lead-119999', mark: 'hidden', markNote: 'why' },
    ]);
    await owner.query(`delete from leads.lead_mark`);
  });

  it('is a file with a name in Chinese, in every format and both languages', async () => {
    const csv = await ask('exports/signals?format=csv&lang=zh');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const disposition = csv.headers.get('content-disposition') ?? '';
    expect(decodeURIComponent(disposition)).toMatch(
      /^attachment; filename="[\w.-]+"; filename\*=UTF-8''信号-\d{4}-\d\d-\d\d\.csv$/,
    );
    const read: string[][] = parse(Buffer.from(await csv.arrayBuffer()), { bom: true });
    expect(read[0]?.slice(0, 3)).toEqual(['编号', '发生时间', '类型']);
    expect(read).toHaveLength(ownSignals.length + 1);
    const zipped = await ask('exports/signals?format=xlsx&lang=en');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await zipped.arrayBuffer());
    expect(workbook.worksheets[0]?.getRow(1).getCell(2).value).toBe('Occurred at');
    expect(workbook.worksheets[0]?.rowCount).toBe(ownSignals.length + 1);
  });

  it('gives contacts to whoever may read them, and the audit knows', async () => {
    const csv = await (await ask('exports/contacts')).text();
    expect(csv).toContain(`'=cmd`);
    expect(csv).toContain(`'+86 512`);
    expect(csv).toContain(`con-${CITY}`);
    expect(csv).not.toContain(`con-${ELSEWHERE}`);
    expect(recorded).toMatchObject([
      { action: 'contacts.exported', object: { kind: 'contacts', id: 'all' } },
    ]);
    expect((await ask('exports/contacts', 'bole_analyst')).status).toBe(403);
    expect(recorded).toHaveLength(1);
  });

  it('runs two of a city at once, and gives a place back when a reader goes away', async () => {
    const [first, second] = [await stall('leads?format=csv'), await stall('leads?format=xlsx')];
    const busy = await ask('exports/leads');
    expect([busy.status, busy.headers.get('retry-after'), busy.headers.get('content-disposition')]).toEqual([
      429,
      '30',
      null,
    ]);
    expect(await busy.json()).toMatchObject({ code: 'EXPORTS_BUSY', status: 429 });
    expect(await rowsOf('leads?format=ndjson', 'bole_other')).toEqual([]);
    // Back-pressure: nobody reads, so nothing is fetched, and both transactions stand still.
    await until(
      async () => (await transactions(`state_change < clock_timestamp() - interval '0.5 s'`)) === 2,
    );
    first.leave();
    second.leave();
    await until(async () => (await transactions()) === 0);
    expect(await rowsOf('leads?format=ndjson&minScore=119000')).toHaveLength(1001);
  });

  it.each(['csv', 'ndjson', 'xlsx'])(
    'does not look whole when it fails in the middle: %s',
    async (format) => {
      const reading = await stall(`leads?format=${format}`);
      await until(async () => (await transactions()) === 1);
      await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${EXPORTING}`);
      expect(await reading.end()).toBe('cut');
      await until(async () => (await transactions()) === 0);
    },
  );

  const stalled: (() => void)[] = [];
  afterEach(() => stalled.splice(0).forEach((leave) => leave()));

  /** Begins an export and reads nothing of it. */
  async function stall(path: string): Promise<{ leave(): void; end(): Promise<'whole' | 'cut'> }> {
    return new Promise((resolve, reject) => {
      const asked = request(`${running.url}/api/v1/exports/${path}`, {
        headers: { authorization: 'Bearer bole_own' },
        agent: false,
      });
      asked.on('error', reject).on('response', (response) => {
        response.on('error', () => undefined);
        stalled.push(() => void asked.destroy());
        const end = new Promise<'whole' | 'cut'>((ended) =>
          response.on('close', () => ended(response.complete ? 'whole' : 'cut')),
        );
        resolve({
          leave: () => asked.destroy(),
          end: () => {
            response.resume();
            return end;
          },
        });
      });
      asked.end();
    });
  }

  async function transactions(condition = 'true'): Promise<number> {
    const { rowCount } = await owner.query(
      `select from pg_stat_activity where ${EXPORTING} and ${condition}`,
    );
    return rowCount ?? -1;
  }
});

const EXPORTING = `datname = current_database() and usename = 'bole_gateway' and xact_start is not null
  and pid <> pg_backend_pid() and query like '%streamed%'`;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 20_000; !(await holds());) {
    if (performance.now() > deadline) throw new Error('it did not come about within 20 s');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
