import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Inject, Module } from '@nestjs/common';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { type PostgresConnection, UNIT_OF_WORK, type UnitOfWork, outboxBacklog } from '@bole/persistence';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { readConfig } from '../config/bole-config';
import { EnginesModule, PIPELINE } from '../engine-set/engines.module';
import { createProcessLog } from '../logging/process-log';
import { type RunningProcess, startProcess } from './start-process';

class Desk {
  constructor(
    @Inject(UNIT_OF_WORK) readonly unitOfWork: UnitOfWork,
    @Inject(EVENT_LOG) readonly log: EventLog,
  ) {}
}

@Module({ imports: [EnginesModule.forService('north', PIPELINE)], providers: [Desk] })
class NorthModule {}

@Module({ imports: [EnginesModule.forService('south', PIPELINE)], providers: [Desk] })
class SouthModule {}

let database: TestDatabase;
beforeEach(async () => void (database = await freshDatabase()));
afterEach(() => database.drop());

describe('startProcess', () => {
  it('gives two services in one process one set of engines and an outbox each', async () => {
    const running = await start();
    try {
      const [north, south] = [running.part('north').get(Desk), running.part('south').get(Desk)];
      expect(north.log).toBe(south.log);
      expect(north.unitOfWork).not.toBe(south.unitOfWork);

      const event = { topic: 'leads.v1', key: 'k', headers: {} };
      await north.unitOfWork.run((transaction) => transaction.emit([{ ...event, value: '"from north"' }]));
      await south.unitOfWork.run((transaction) => transaction.emit([{ ...event, value: '"from south"' }]));
      await until(async () => (await outboxBacklog(north.unitOfWork)).length === 0);
      const values: unknown[] = [];
      for await (const records of north.log.read('leads.v1')) {
        values.push(...records.map(({ value }) => value?.toString()));
      }
      expect(values.sort()).toEqual(['"from north"', '"from south"']);
    } finally {
      await running.close();
    }
  });

  it('answers for its health with a correlation id, and not at all once it is closed', async () => {
    const running = await start();
    const ready = await fetch(`${running.url}/health/ready`, { headers: { 'x-correlation-id': 'ours-1' } });
    expect(ready.status).toBe(200);
    expect(ready.headers.get('x-correlation-id')).toBe('ours-1');
    expect(await ready.json()).toEqual({
      status: 'ready',
      checks: ['database', 'event log', 'search'],
      missing: [],
    });

    running.health.add('horse', () => Promise.reject(new Error('it bolted')));
    const unready = await fetch(`${running.url}/health/ready`, {
      headers: { 'x-correlation-id': 'no good' },
    });
    expect(unready.status).toBe(503);
    expect(unready.headers.get('x-correlation-id')).not.toBe('no good');
    expect(await unready.json()).toMatchObject({ missing: [{ name: 'horse', reason: 'it bolted' }] });
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);

    await running.close();
    await expect(fetch(`${running.url}/health/live`)).rejects.toThrow('fetch failed');
  });

  const start = (): Promise<RunningProcess> =>
    startProcess({
      name: 'test',
      parts: [
        { name: 'north', module: NorthModule },
        { name: 'south', module: SouthModule, http: {} },
      ],
      config: readConfig(environment(database.connection)),
      given: { log: createProcessLog({ logLevel: 'silent' }, 'test') },
      onFailure: (error) => {
        throw error;
      },
    });
});

describe('bootstrap', () => {
  const children: ChildProcess[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  it('ends in order with code 0 on SIGTERM and on SIGINT', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const app = run(environment(database.connection));
      await app.said('Bole is ready');
      const began = performance.now();
      app.child.kill(signal);
      // As npm does, which passes on what the terminal has sent to both.
      app.child.kill(signal);
      expect(await app.code).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(app.output()).toContain('"msg":"Stopped"');
    }
  });

  it('exits with 78 and a sentence that names the wrong variable', async () => {
    const unknown = run({ ...environment(database.connection), BOLE_PORTT: '1' });
    expect(await unknown.code).toBe(78);
    expect(unknown.output()).toContain('BOLE_PORTT is no setting of Bole');
    const incomplete = run({ ...environment(database.connection), BOLE_DATABASE: 'postgres://u@h' });
    expect(await incomplete.code).toBe(78);
    expect(incomplete.output()).toContain('BOLE_DATABASE names no database');
  });

  it('exits loudly with 70 after an error that nobody caught', async () => {
    const app = run(environment(database.connection), `setTimeout(() => { throw new Error('a bug') }, 100)`);
    expect(await app.code).toBe(70);
    expect(app.output()).toMatch(/"level":"fatal".*a bug/);
  });

  /** An app as its main.ts is, in a Node of its own. */
  function run(
    variables: Readonly<Record<string, string>>,
    afterwards = '',
  ): {
    child: ChildProcess;
    code: Promise<number | null>;
    output: () => string;
    said: (what: string) => Promise<void>;
  } {
    const program = `
      const { bootstrap, EnginesModule, PIPELINE } = require(${JSON.stringify(join(__dirname, '../index.ts'))});
      bootstrap(EnginesModule.forService('east', PIPELINE), { name: 'east' }).then(() => { ${afterwards} });`;
    const register = join(__dirname, '../../../../test/support/register-typescript.cjs');
    const child = spawn(process.execPath, ['-r', register, '-e', program], {
      env: { PATH: process.env['PATH'] ?? '', ...variables },
    });
    children.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = new Promise<number | null>((resolve) => child.once('close', resolve));
    const said = (what: string): Promise<void> =>
      until(async () => {
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${text}`);
        return text.includes(what);
      });
    return { child, code, said, output: () => text };
  }
});

function environment({
  user,
  password,
  host,
  port,
  database: name,
}: PostgresConnection): Record<string, string> {
  return { BOLE_PORT: '0', BOLE_DATABASE: `postgres://${user}:${password}@${host}:${port}/${name}` };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 30_000; !(await holds());) {
    if (performance.now() > deadline) throw new Error('it did not come about within 30 s');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
