import { setTimeout as sleep } from 'node:timers/promises';
import { ALL_TOPICS, encodeEvent, projectSubmittedV1 } from '@bole/contracts';
import { createEventLog, type EventLog } from '@bole/event-log';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { createProcessLog } from '../logging/process-log';
import { subscribeDecoded } from './subscribe-decoded';

describe('subscribeDecoded', () => {
  let database: TestDatabase;
  let eventLog: EventLog;
  const lines: Record<string, unknown>[] = [];
  const log = createProcessLog({ logLevel: 'info' }, 'ingest', {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });

  beforeEach(async () => {
    lines.splice(0);
    database = await freshDatabase();
    eventLog = createEventLog({ engine: 'postgres', connection: database.connection, partitions: 1 });
    await eventLog.ensureTopics(ALL_TOPICS, 1);
  });
  afterEach(async () => {
    await eventLog.close();
    await database.drop();
  });

  it('carries an event’s ids into what its handler logs, and warns of what cannot be decoded', async () => {
    const good = encodeEvent(projectSubmittedV1, projectSubmittedV1.golden, {
      ...{ id: 'ev-1', source: '/test', time: '2026-01-01T00:00:00Z', correlationId: 'req-7' },
    });
    const headers = { ...good.headers, ce_id: 'ev-2', ce_correlationid: 'req-8' };
    await eventLog.publish([good, { ...good, headers, value: '{"a":' }]);

    const { topic } = good;
    const options = {
      group: 'test',
      topics: [topic],
      maxRecords: 1,
      onFatal: (error: Error) => log.fatal(error),
      logger: log,
    };
    const handle = async (): Promise<void> => log.info('Applied');
    const subscription = await subscribeDecoded(eventLog, options, handle);
    await until(() => lines.length >= 3);
    await subscription.stop();

    const at = lines.map(({ firstPosition }) => firstPosition);
    expect(at[0]).toMatch(/^\d+$/);
    expect(lines[0]).toMatchObject({
      ...{ msg: 'Applied', eventId: 'ev-1', correlationId: 'req-7' },
      ...{ topic, partition: 0, firstPosition: at[0], lastPosition: at[0] },
    });
    expect(lines[1]).toMatchObject({
      ...{ level: 'warn', eventId: 'ev-2', correlationId: 'req-8' },
      ...{ topic, partition: 0, position: at[1], code: 'RECORD_NOT_JSON', field: 'value' },
    });
    expect(lines[2]).toMatchObject({ msg: 'Applied', eventId: 'ev-2', correlationId: 'req-8' });
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (holds()) return;
    await sleep(10);
  }
  throw new Error('What was waited for did not come within ten seconds');
}
