import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type PostgresConnection } from '@bole/persistence';
import { bole, boleSucceeds, type Said } from '../support/command-line';
import { freshDatabase, type TestDatabase } from '../support/database';
import { distributed } from '../support/distributed';
import { type AppName, Fleet } from '../support/fleet';
import { differences, leadSnapshot, type LeadSnapshot } from '../support/lead-snapshot';
import { describeWith } from '../support/shared-data';

/** The whole history takes a while: `BOLE_REPLAY_UNTIL=2012-01-01 npm test -- engines` replays it. */
const UNTIL = process.env['BOLE_REPLAY_UNTIL'] ?? '2000-07-01';
const AS_OF = UNTIL;
/** With `off` nothing is matched before the rematch, which takes in everything anyway. */
const MATCHING = process.env['BOLE_REPLAY_MATCHING'] ?? 'on';
const LIMIT_MS = 60 * 60_000;
const LIMIT_MINUTES = '55';

const { folder, describe: describeOnData } = describeWith('crunchbase-2013');

describeOnData(`a replay of real deals up to ${UNTIL}`, () => {
  let reference: LeadSnapshot;
  const databases: TestDatabase[] = [];

  beforeAll(() => {
    execFileSync(process.execPath, [join(__dirname, '..', '..', 'tools', 'build.mjs')]);
  });

  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  it(
    'gives leads on the embedded engines, in one process',
    async () => {
      const set = await newSet({});
      const fleet = new Fleet(set.environment);
      await fleet.start('standalone');
      report(
        'embedded',
        await boleSucceeds(
          set.environment,
          'replay',
          folder,
          '--until',
          UNTIL,
          '--wait-limit',
          LIMIT_MINUTES,
        ),
      );
      reference = await rematched(set);
      await fleet.stop();
      expect(reference.leads).toBeGreaterThan(1_000);
    },
    LIMIT_MS,
  );

  it(
    'gives the same leads on Kafka and Elasticsearch, with every app killed once, and again after a reindex and a rebuild',
    async () => {
      const set = await newSet(distributed('replay'));
      const fleet = new Fleet(set.environment);
      await fleet.start('ingest', 'ingest', 'indexer', 'matcher', 'matcher', 'gateway');
      try {
        const replay = bole(
          set.environment,
          'replay',
          folder,
          '--until',
          UNTIL,
          '--wait-limit',
          LIMIT_MINUTES,
        );
        await killEachAfterItWorked(fleet, set.connection, replay);
        const said = await replay;
        if (said.code !== 0) throw new Error(`${said.out}\n${said.err}\n${fleet.lastWords()}`);
        report('distributed, each app killed once', said.out);
        expectSame(await rematched(set));

        report('reindex', await boleSucceeds(set.environment, 'reindex'));
        expectSame(await rematched(set));

        report('rebuild', await boleSucceeds(set.environment, 'rebuild'));
        expectSame(await rematched(set));
      } finally {
        const { slowestMs } = await fleet.stop();
        report('orderly stop', `the slowest app took ${Math.round(slowestMs)} ms`);
      }
    },
    LIMIT_MS,
  );

  async function newSet(engines: Readonly<Record<string, string>>): Promise<Set> {
    const database = await freshDatabase();
    databases.push(database);
    const { user, password, host, port, database: name } = database.connection;
    const url = `postgres://${user}:${password}@${host}:${port}/${name}`;
    return {
      connection: database.connection,
      environment: { ...engines, BOLE_DATABASE: url, BOLE_SAMPLES: 'off', BOLE_MATCHING: MATCHING },
    };
  }

  async function rematched({ environment, connection }: Set): Promise<LeadSnapshot> {
    report(
      'rematch',
      await boleSucceeds(environment, 'rematch', '--as-of', AS_OF, '--timeout', LIMIT_MINUTES),
    );
    return withClient(connection, (query) => leadSnapshot({ query }));
  }

  function expectSame(leads: LeadSnapshot): void {
    expect(differences(reference, leads)).toEqual([]);
    expect(leads.digest).toBe(reference.digest);
    report('leads', `${leads.leads}, identical, sha256 ${leads.digest.slice(0, 16)}…`);
  }
});

interface Set {
  readonly connection: PostgresConnection;
  readonly environment: Readonly<Record<string, string>>;
}

/** Each app has done some of the work, and has most of it before it, when it is killed. */
async function killEachAfterItWorked(
  fleet: Fleet,
  connection: PostgresConnection,
  replay: Promise<Said>,
): Promise<void> {
  let over = false;
  void replay.finally(() => (over = true));
  const steps: readonly (readonly [AppName, string])[] = [
    ['ingest', 'select count(*) > 50 as worked from intake.project'],
    ['matcher', 'select count(*) > 200 as worked from matching.party'],
    ['indexer', 'select count(*) > 300 as worked from matching.party'],
    ['gateway', 'select count(*) > 400 as worked from matching.party'],
    ...(MATCHING === 'on'
      ? [['matcher', 'select count(*) > 500 as worked from matching.match'] as const]
      : []),
  ];
  for (const [app, worked] of steps) {
    await withClient(connection, async (query) => {
      while (!over && (await query<{ worked: boolean }>(worked))[0]?.worked !== true) await sleep(20);
    });
    if (over) throw new Error(`The replay ended before ${app} could be killed.`);
    await fleet.killAndRestart(app);
  }
}

type RunQuery = <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

async function withClient<Result>(
  connection: PostgresConnection,
  use: (query: RunQuery) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...connection });
  await client.connect();
  try {
    return await use(async <Row>(sql: string, parameters: readonly unknown[] = []) => {
      const { rows } = await client.query(sql, [...parameters]);
      return rows as Row[];
    });
  } finally {
    await client.end();
  }
}

/** The figures of a run belong to its output. */
function report(what: string, said: string): void {
  process.stdout.write(`  ${what}: ${said.trim().replaceAll('\n', '; ')}\n`);
}
