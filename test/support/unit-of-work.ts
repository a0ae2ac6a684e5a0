import { createDataSource, TypeOrmUnitOfWork, type UnitOfWork } from '@bole/persistence';
import { freshDatabase } from './database';

export interface TestUnitOfWork {
  readonly unitOfWork: UnitOfWork;
  /** What waits in the outbox, in order: event types and values. */
  outbox(): Promise<{ readonly type: string; readonly value: unknown }[]>;
  close(): Promise<void>;
}

/** A unit of work of one service on a database of the test's own. */
export async function testUnitOfWork(service: string): Promise<TestUnitOfWork> {
  const database = await freshDatabase();
  const source = await createDataSource(database.connection).initialize();
  const unitOfWork = new TypeOrmUnitOfWork(source, { service, random: () => 0.5 });
  return {
    unitOfWork,
    async outbox() {
      const rows = await unitOfWork.query<{ type: string; value: string }>(
        `select headers ->> 'ce_type' as type, value from outbox.event order by id`,
      );
      return rows.map(({ type, value }) => ({ type, value: JSON.parse(value) as unknown }));
    },
    async close() {
      await source.destroy();
      await database.drop();
    },
  };
}
