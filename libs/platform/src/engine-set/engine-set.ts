import { ALL_TOPICS } from '@bole/contracts';
import { type EventLog, createEventLog } from '@bole/event-log';
import { type Random } from '@bole/kernel';
import {
  asRole,
  createDataSource,
  EmbeddedPostgres,
  migrate,
  type PostgresConnection,
  type WorkingRole,
} from '@bole/persistence';
import { type SearchEngine, createSearchEngine } from '@bole/search';
import { join } from 'node:path';
import { type DataSource } from 'typeorm';
import { type BoleConfig } from '../config/bole-config';
import { readDatabaseUrl } from '../config/database-url';
import { type HealthRegistry } from '../health/health-registry';
import { type ProcessLog } from '../logging/process-log';
import { untilAvailable } from './until-available';

interface EngineSetTools {
  /** Name of the process, as engines show it to whoever looks at their clients. */
  readonly name: string;
  readonly log: ProcessLog;
  readonly random: Random;
  readonly health: HealthRegistry;
}

/** How long a process waits at its start for engines that are not its own. */
const START_LIMIT_MS = 60_000;

/** Database, event log and search of one process, as the configuration chooses them. */
export class EngineSet {
  private constructor(
    /** The owner's: for the engines themselves, which keep no rows of one city apart. */
    readonly connection: PostgresConnection,
    /** Connections for work, under a role that row-level security binds. */
    readonly workAs: (role: WorkingRole) => Promise<DataSource>,
    readonly eventLog: EventLog,
    readonly search: SearchEngine,
    /** Closes everything, last opened first; goes on where one fails. */
    readonly close: () => Promise<void>,
  ) {}

  /** Opens the engines, brings the database up to date, makes topics and indexes exist. Leaves nothing open when it fails. */
  static async open(config: BoleConfig, tools: EngineSetTools): Promise<EngineSet> {
    const opened: Closeable[] = [];
    const close = (): Promise<void> => closeAll(opened, tools.log);
    const whenAvailable = <R>(what: string, attempt: () => Promise<R>): Promise<R> =>
      untilAvailable({ what, limitMs: START_LIMIT_MS, random: tools.random, log: tools.log }, attempt);
    try {
      const connection = await reachDatabase(config, opened);
      const ran = await whenAvailable('database', () => migrate(connection));
      if (ran.length > 0) tools.log.info({ migrations: ran }, 'The database was brought up to date');
      const sources = new Map<WorkingRole, Promise<DataSource>>();
      const workAs = (role: WorkingRole): Promise<DataSource> => {
        const source = sources.get(role) ?? openAs(role, connection, tools, opened);
        sources.set(role, source);
        return source;
      };
      const probe = await workAs('bole_service');
      tools.health.add('database', async () => void (await probe.query('SELECT 1')));

      const eventLog = createEventLog(eventLogOptions(config, connection, tools));
      opened.push({ name: 'event log', close: () => eventLog.close() });
      await whenAvailable('event log', () => eventLog.ensureTopics(ALL_TOPICS, config.eventLog.partitions));
      tools.health.add('event log', () => eventLog.check());

      const search = createSearchEngine(searchOptions(config, connection));
      opened.push({ name: 'search', close: () => search.close() });
      await whenAvailable('search', () => search.prepare());
      tools.health.add('search', () => search.check());

      return new EngineSet(connection, workAs, eventLog, search, close);
    } catch (error) {
      await close();
      throw error;
    }
  }
}

interface Closeable {
  readonly name: string;
  readonly close: () => Promise<void>;
}

async function closeAll(opened: Closeable[], log: ProcessLog): Promise<void> {
  for (let last = opened.pop(); last !== undefined; last = opened.pop()) {
    await last
      .close()
      .catch((error: unknown) => log.error({ err: error }, `The ${last?.name} did not close in order`));
  }
}

async function openAs(
  role: WorkingRole,
  connection: PostgresConnection,
  { name, log }: EngineSetTools,
  opened: Closeable[],
): Promise<DataSource> {
  const source = await createDataSource(asRole(connection, role), {
    // Of whoever asks over HTTP: what nobody waits for any more must not hold one of the few connections.
    ...(role === 'bole_gateway' ? { limits: { statementMs: 30_000, lockMs: 10_000 } } : {}),
    applicationName: `bole-${name}`,
    poolSize: 16,
    onPoolError: (error) => log.warn({ err: error }, 'A database connection was lost'),
  }).initialize();
  opened.push({ name: `database connections of ${role}`, close: () => source.destroy() });
  return source;
}

async function reachDatabase(config: BoleConfig, opened: Closeable[]): Promise<PostgresConnection> {
  if (config.database.kind === 'url') return readDatabaseUrl(config.database.url);
  const server = await EmbeddedPostgres.start({ dataDir: join(config.dataDir, 'postgres') });
  opened.push({ name: 'embedded Postgres server', close: () => server.stop() });
  return server.connection;
}

function eventLogOptions(
  { eventLog }: BoleConfig,
  connection: PostgresConnection,
  { name, log }: EngineSetTools,
): Parameters<typeof createEventLog>[0] {
  const warn = (message: string, cause: unknown): void => log.warn({ err: cause }, message);
  switch (eventLog.engine) {
    case 'postgres':
      return { engine: 'postgres', connection, partitions: eventLog.partitions, warn };
    case 'kafka':
      return { ...eventLog, clientId: `bole-${name}`, warn };
  }
}

function searchOptions(
  { search }: BoleConfig,
  connection: PostgresConnection,
): Parameters<typeof createSearchEngine>[0] {
  switch (search.engine) {
    case 'postgres':
      return { engine: 'postgres', connection };
    case 'elasticsearch':
      return search;
  }
}
