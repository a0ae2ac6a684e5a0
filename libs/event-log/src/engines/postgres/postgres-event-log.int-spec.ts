import { freshDatabase } from '../../../../../test/support/database';
import { describeEventLog } from '../../conformance/event-log.suite';
import { type EventLogHarness } from '../../conformance/harness';
import { severableProxy } from '../../conformance/severable-proxy';
import { PostgresEventLog } from './postgres-event-log';

describeEventLog('Postgres', async (): Promise<EventLogHarness> => {
  const database = await freshDatabase();
  const { connection } = database;
  const warn = (): void => undefined;
  const log = new PostgresEventLog({ connection, warn });
  return {
    log,
    options: { engine: 'postgres', connection },
    another: () => new PostgresEventLog({ connection, warn }),
    severable: async () => {
      const proxy = await severableProxy(connection.host, connection.port);
      const cuttable = new PostgresEventLog({
        connection: { ...connection, port: proxy.port },
        warn,
        giveUpAfterMs: 2_000,
      });
      return { log: cuttable, cut: () => proxy.cut() };
    },
    compact: () => log.maintain(),
    close: async (): Promise<void> => {
      await log.close();
      await database.drop();
    },
  };
});
