import { ALL_CITIES, type PostgresConnection, type UnitOfWork } from '@bole/persistence';
import { workAs } from './acting';
import { freshDatabase } from './database';

export interface TestUnitOfWork {
  readonly unitOfWork: UnitOfWork;
  /** The owner's. */
  readonly connection: PostgresConnection;
  /** What waits in the outbox, in order: event types and values. */
  outbox(): Promise<{ readonly type: string; readonly value: unknown }[]>;
  close(): Promise<void>;
}

/** A unit of work of one pipeline service on a database of the test's own. */
export async function testUnitOfWork(service: string): Promise<TestUnitOfWork> {
  const database = await freshDatabase();
  const worker = await workAs(database.connection, 'bole_service', ALL_CITIES, service);
  const { unitOfWork } = worker;
  return {
    unitOfWork,
    connection: database.connection,
    async outbox() {
      const rows = await unitOfWork.query<{ type: string; value: string }>(
        `select headers ->> 'ce_type' as type, value from outbox.event order by id`,
      );
      return rows.map(({ type, value }) => ({ type, value: JSON.parse(value) as unknown }));
    },
    async close() {
      await worker.close();
      await database.drop();
    },
  };
}
