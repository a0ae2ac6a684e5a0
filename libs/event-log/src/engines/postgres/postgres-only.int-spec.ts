import { Client } from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../../test/support/database';
import { pause } from '../../back-off';
import { failOnFatal, newTopic, numbered, readAll, textOf, unique, until } from '../../conformance/harness';
import { PostgresEventLog } from './postgres-event-log';

/** What Kafka does by itself, and what can only happen here. */
describe('the event log on Postgres, by itself', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;
  beforeAll(async () => {
    database = await freshDatabase();
    log = new PostgresEventLog({ connection: database.connection, warn: () => undefined });
  });
  afterAll(async () => {
    await log.close();
    await database.drop();
  });

  const sql = async (text: string, values: unknown[] = []): Promise<number | null> => {
    const client = new Client({ ...database.connection });
    await client.connect();
    try {
      return (await client.query(text, values)).rowCount;
    } finally {
      await client.end();
    }
  };

  it('deletes what is older than the retention, and nothing younger', async () => {
    const name = unique('topic');
    await log.ensureTopics(
      [{ name, summary: '', cleanup: 'delete', retentionMs: 3_600_000, maxRecordBytes: 1_000_000 }],
      2,
    );
    await log.publish(numbered(name, 0, 50));
    await sql(`update event_log.record set timestamp = now() - interval '61 minutes'`);
    await log.publish(numbered(name, 50, 80));
    await log.maintain();
    const left = (await readAll(log, name)).map((record) => Number(textOf(record)));
    expect(left.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, at) => 50 + at));
    const lag = await log.lag(unique('group'), [name]);
    expect(lag.reduce((sum, entry) => sum + entry.lag, 0n)).toBe(30n);
  });

  it('replaces values where they lie, and nothing else of a record', async () => {
    const topic = await newTopic(log, 'delete');
    await log.publish(numbered(topic, 0, 60));
    const before = await readAll(log, topic);
    const odd = (record: { value: Buffer | null }) =>
      Number(record.value?.toString()) % 2 === 1 ? Buffer.from('gone') : undefined;
    expect(await log.redact(topic, odd)).toBe(30);
    const after = await readAll(log, topic);
    expect(after).toEqual(before.map((record) => ({ ...record, value: odd(record) ?? record.value })));

    const [one] = after.flatMap(({ key }) => key?.toString() ?? []);
    const ofKey = after.filter(({ key }) => key?.toString() === one).length;
    expect(await log.redact(topic, () => Buffer.from('x'), [one ?? ''])).toBe(ofKey);
  });

  it('forgets a deletion a day after it was made', async () => {
    const topic = await newTopic(log, 'compact');
    await log.publish([{ topic, key: 'old', value: null, headers: {} }]);
    await sql(`update event_log.record set timestamp = now() - interval '25 hours' where value is null`);
    await log.publish([
      { topic, key: 'new', value: null, headers: {} },
      { topic, key: 'kept', value: 'x', headers: {} },
    ]);
    await log.maintain();
    expect((await readAll(log, topic)).map((record) => record.key?.toString()).sort()).toEqual([
      'kept',
      'new',
    ]);
  });

  it('refuses progress once the session of the member is gone, and gives the batch again', async () => {
    const topic = await newTopic(log);
    await log.publish(numbered(topic, 0, 10, 1));
    const outcomes: string[] = [];
    const subscription = await log.subscribe(failOnFatal(unique('group'), topic), async (batch) => {
      if (outcomes.length === 0) {
        const ended = await sql(
          `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`,
        );
        expect(ended).toBeGreaterThan(0);
        await until('word of it', () => batch.signal.aborted);
        const late = batch.progress(batch.records[0]?.position ?? 0n);
        outcomes.push(
          await late.then(
            () => 'taken',
            () => 'refused',
          ),
        );
        return;
      }
      outcomes.push(batch.records.map(textOf).join());
    });
    await until('the batch again', () => outcomes.length >= 2);
    await subscription.stop();
    expect(outcomes).toEqual(['refused', '0,1,2,3,4,5,6,7,8,9']);
  });

  it('passes over no record that is committed late', async () => {
    const topic = await newTopic(log);
    const group = unique('group');
    const got: string[] = [];
    const subscription = await log.subscribe(failOnFatal(group, topic), async (batch) => {
      got.push(...batch.records.map(textOf));
    });
    const slow = new Client({ ...database.connection });
    await slow.connect();
    await slow.query('begin');
    await slow.query(`select from event_log.partition p join event_log.topic t on t.id = p.topic_id
                      where t.name = '${topic}' order by p.topic_id, p.partition for update of p`);
    const waiting = Promise.all(
      [0, 1, 2, 3].map((nth) => log.publish(numbered(topic, nth * 25, nth * 25 + 25))),
    );
    await pause(300);
    expect(got).toEqual([]);
    await slow.query('commit');
    await slow.end();
    await waiting;
    await until('all of them', () => got.length >= 100);
    await subscription.stop();
    expect(new Set(got).size).toBe(100);
  });
});
