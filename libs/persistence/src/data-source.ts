import { Client } from 'pg';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { type PostgresConnection } from './connection';
import { MIGRATIONS } from './migrations';
import { ensureRoles } from './roles';

export interface DataSourceOptions {
  readonly entities?: MixedList<string | EntitySchema | (new () => object)>;
  /** Most connections held at once; default 10. */
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** How long a statement may take, and wait for a lock, in milliseconds; absent: as the server has it. */
  readonly limits?: { readonly statementMs: number; readonly lockMs: number };
  /** Errors of idle connections, which the pool replaces by itself. */
  readonly onPoolError?: (error: unknown) => void;
}

/** A data source that is not yet open; `initialize()` opens it. It never changes the database's shape by itself. */
export function createDataSource(
  connection: PostgresConnection,
  options: DataSourceOptions = {},
): DataSource {
  const { user, ...where } = connection;
  return new DataSource({
    type: 'postgres',
    ...where,
    username: user,
    entities: options.entities ?? [],
    migrations: MIGRATIONS,
    synchronize: false,
    migrationsRun: false,
    migrationsTableName: 'bole_migration',
    // `where: { id: undefined }` is an error, not the first row of the table.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    poolSize: options.poolSize ?? 10,
    poolErrorHandler: options.onPoolError ?? (() => undefined),
    connectTimeoutMS: 10_000,
    applicationName: options.applicationName ?? 'bole',
    ...(options.limits === undefined
      ? {}
      : {
          extra: {
            statement_timeout: options.limits.statementMs,
            lock_timeout: options.limits.lockMs,
          },
        }),
  });
}

/** Any number, so long as it is ours: "bole" in ASCII. */
const MIGRATION_LOCK = 0x626f6c65;
const MIGRATION_LIMIT = '10min';

/** Brings the database up to date. Processes that boot at once wait for one another; returns the migrations it ran. */
export async function migrate(connection: PostgresConnection): Promise<readonly string[]> {
  // The lock lives in a session of its own: each migration has its own transaction on another connection.
  const keeper = new Client({ ...connection, application_name: 'bole-migrate' });
  await keeper.connect();
  try {
    await keeper.query(`SET statement_timeout = '${MIGRATION_LIMIT}'`);
    await keeper.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await ensureRoles(connection);
    const dataSource = await createDataSource(connection, { poolSize: 2 }).initialize();
    try {
      return (await dataSource.runMigrations({ transaction: 'each' })).map(({ name }) => name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await keeper.end();
  }
}
