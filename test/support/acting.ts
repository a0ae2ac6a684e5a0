import {
  type ActingScope,
  asRole,
  createDataSource,
  type PostgresConnection,
  TypeOrmUnitOfWork,
  type UnitOfWork,
  type WorkingRole,
} from '@bole/persistence';

export interface Worker {
  readonly unitOfWork: UnitOfWork;
  close(): Promise<void>;
}

/** Somebody at work on a test's database, under a role that row-level security binds. Without a scope, `Acting.run` gives it. */
export async function workAs(
  connection: PostgresConnection,
  role: WorkingRole,
  scope?: ActingScope,
  service: string = role,
): Promise<Worker> {
  const source = await createDataSource(asRole(connection, role)).initialize();
  const unitOfWork = new TypeOrmUnitOfWork(source, {
    service,
    random: () => 0.5,
    ...(scope === undefined ? {} : { scope }),
  });
  return { unitOfWork, close: () => source.destroy() };
}
