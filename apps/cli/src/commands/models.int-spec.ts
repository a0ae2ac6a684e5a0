import { DEFAULT_MODEL } from '@bole/matching';
import { ModelRegistry } from '@bole/leads';
import { createProcessLog, readConfig, type RunningProcess, startProcess } from '@bole/platform';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { CommandLine } from '../command-line';
import { buildProgram } from '../program';
import { CliModule } from '../session/cli.module';
import { type Session } from '../session/session';

describe('bole models', () => {
  let database: TestDatabase;
  let running: RunningProcess;

  beforeAll(async () => {
    database = await freshDatabase();
    running = await startCli(database);
    const registry = running.part('cli').get(ModelRegistry, { strict: false });
    await registry.takeUpRelease();
    await registry.keep(
      '320500',
      { ...DEFAULT_MODEL, version: 'trained-1' },
      {
        trainedAt: new Date('2026-02-28T00:00:00Z'),
        dataFrom: new Date('2022-01-01T00:00:00Z'),
        dataTo: new Date('2026-01-01T00:00:00Z'),
        figures: { difference: 0.031 },
        decision: 'better',
      },
    );
  });
  afterAll(async () => {
    await running.close();
    await database.drop();
  });

  async function models(...words: string[]): Promise<string[]> {
    const out: string[] = [];
    const terminal = {
      out: (text: string) => void out.push(text),
      note: () => undefined,
      progress: () => ({ update: () => undefined, stop: () => undefined }),
    };
    const session = { container: running.part('cli'), close: () => Promise.resolve() };
    const line = new CommandLine(terminal, async () => session as unknown as Session);
    await buildProgram(line).parseAsync(['models', ...words], { from: 'user' });
    return out;
  }

  it('lists what a city may use, shows one, and lets the city change to it and back', async () => {
    const [own, shared, ...uses] = await models('list', '--city', '320500');
    expect(own).toMatch(/^ {2}trained-1 {2}320500 {2}better {2}learned from 2022-01-01 to 2026-01-01/);
    expect(shared).toMatch(new RegExp(`^\\* ${DEFAULT_MODEL.version} {2}shared {2}release`));
    expect(uses).toHaveLength(1);
    const shown = await models('show', 'trained-1', '--city', '320500');
    expect(shown).toContain('  difference: 0.031');
    expect(shown.some((text) => text.startsWith('  declared-industry ('))).toBe(true);

    await models('promote', 'trained-1', '--city', '320500', '--why', 'better last year');
    const inUse = async (): Promise<unknown> => {
      const [json = ''] = await models('list', '--city', '320500', '--json');
      const listed = JSON.parse(json) as { models: { version: string; inUse: boolean }[] };
      return listed.models.filter((model) => model.inUse).map(({ version }) => version);
    };
    expect(await inUse()).toEqual(['trained-1']);
    await expect(models('promote', 'trained-1', '--city', '320500')).rejects.toMatchObject({
      code: 'MODEL_IN_USE',
    });
    await expect(models('promote', 'trained-1')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    const [back] = await models('rollback', '--city', '320500');
    expect(back).toMatch(/320500: back to what all cities share, by command line/);
    expect(await inUse()).toEqual([DEFAULT_MODEL.version]);
  });
});

/** The command line's own process, on a database of the test's. */
function startCli({ connection }: TestDatabase): Promise<RunningProcess> {
  const { user, password, host, port, database } = connection;
  const config = readConfig({
    BOLE_DATABASE: `postgres://${user}:${password}@${host}:${port}/${database}`,
    BOLE_LOG_LEVEL: 'error',
  });
  return startProcess({
    name: 'cli',
    parts: [{ name: 'cli', module: CliModule }],
    config,
    onFailure: (error) => {
      throw error;
    },
    given: { log: createProcessLog(config, 'test', process.stderr) },
  });
}
