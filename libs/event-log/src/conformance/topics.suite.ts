import { type OutgoingRecord } from '../event-log';
import {
  byKey,
  type EventLogHarness,
  newTopic,
  numbered,
  PARTITIONS,
  readAll,
  sentByKey,
  slotOf,
  textOf,
  unique,
  until,
} from './harness';

/** Topics, publishing and reading outside of groups. */
export function describeTopics(harness: () => EventLogHarness): void {
  describe('topics', () => {
    it('are made by several at once, and stay as they were made', async () => {
      const { log } = harness();
      const other = harness().another();
      const specs = [1, 2].map(() => ({
        name: unique('topic'),
        summary: '',
        cleanup: 'compact' as const,
        retentionMs: null,
        maxRecordBytes: 12_000_000,
      }));
      await Promise.all([
        log.ensureTopics(specs, 2),
        other.ensureTopics(specs, 2),
        log.ensureTopics(specs, 2),
      ]);
      await log.ensureTopics(specs, 5);
      for (const spec of specs) expect(await log.lag(unique('group'), [spec.name])).toHaveLength(2);
      await other.close();
    });

    it('that do not exist are refused', async () => {
      const { log } = harness();
      const topic = unique('nowhere');
      await expect(log.publish(numbered(topic, 0, 1))).rejects.toThrow(topic);
      const options = { group: unique('group'), topics: [topic], onFatal: () => undefined };
      await expect(log.subscribe(options, async () => undefined)).rejects.toThrow(topic);
    });
  });

  describe('publish', () => {
    it('takes nothing, and writes nothing then', async () => {
      const topic = await newTopic(harness().log);
      await harness().log.publish([]);
      expect(await readAll(harness().log, topic)).toEqual([]);
    });

    it('carries any bytes', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      const sent: OutgoingRecord[] = [
        { topic, key: '伯乐\u0000"\\', value: all, headers: { text: '招商', bytes: all, empty: '' } },
        { topic, key: 'empty', value: '', headers: {} },
        { topic, key: 'gone', value: null, headers: {} },
      ];
      await log.publish(sent);
      const found = new Map(
        (await readAll(log, topic)).map((record) => [record.key?.toString('utf8'), record]),
      );
      expect(found.get('伯乐\u0000"\\')).toMatchObject({
        value: all,
        headers: { text: Buffer.from('招商'), bytes: all, empty: Buffer.alloc(0) },
      });
      expect(found.get('empty')).toMatchObject({ value: Buffer.alloc(0), headers: {} });
      expect(found.get('gone')).toMatchObject({ value: null });
      expect(Math.abs(Date.now() - (found.get('gone')?.timestamp.getTime() ?? 0))).toBeLessThan(60_000);
    });

    it('carries 5 MB, and refuses what no topic takes', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const large = Buffer.alloc(5_000_000, 'x');
      await log.publish([
        ...numbered(topic, 0, 1, 1),
        { topic, key: 'key-0', value: large, headers: {} },
        ...numbered(topic, 1, 2, 1),
      ]);
      await expect(
        log.publish([{ topic, key: 'key-0', value: Buffer.alloc(13_000_000, 'x'), headers: {} }]),
      ).rejects.toThrow();
      const found = await readAll(log, topic);
      expect(found.map((record) => record.value?.length)).toEqual([1, 5_000_000, 1]);
      expect(found[1]?.value?.equals(large)).toBe(true);
    });

    it('keeps the order of each of many publishers at once', async () => {
      const topic = await newTopic(harness().log);
      const logs = [harness().log, harness().another(), harness().another()];
      const publishers = Array.from({ length: 9 }, (_, nth) => ({
        log: logs[nth % 3] ?? harness().log,
        records: numbered(topic, 0, 300, 10, `p${nth}-`),
      }));
      await Promise.all(
        publishers.map(async ({ log, records }) => {
          for (let at = 0; at < records.length; at += 20) await log.publish(records.slice(at, at + 20));
        }),
      );
      const found = await readAll(harness().log, topic);
      expect(byKey(found)).toEqual(sentByKey(publishers.flatMap((publisher) => publisher.records)));
      await logs[1]?.close();
      await logs[2]?.close();
    });

    it('and everything else that needs the engine rejects once the log is closed', async () => {
      const topic = await newTopic(harness().log);
      const other = harness().another();
      await other.check();
      await other.close();
      await expect(other.publish(numbered(topic, 0, 1))).rejects.toThrow('closed');
      await expect(
        other.subscribe(
          { group: unique('group'), topics: [topic], onFatal: () => undefined },
          async () => undefined,
        ),
      ).rejects.toThrow('closed');
      await other.close();
    });
  });

  describe('read', () => {
    it('goes from the earliest, or from a position, to the end and ends', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const sent = numbered(topic, 0, 1_500);
      await log.publish(sent);
      const all = await readAll(log, topic);
      expect(byKey(all)).toEqual(sentByKey(sent));
      expect(new Set(all.map(slotOf)).size).toBe(PARTITIONS);

      const starts: Record<number, bigint> = {};
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        const own = all.filter((record) => record.partition === partition);
        starts[partition] = own[own.length - 10]?.position ?? 0n;
      }
      const ends = await readAll(log, topic, starts);
      expect(ends.map(textOf).sort()).toEqual(
        all
          .filter((record) => record.position >= (starts[record.partition] ?? 0n))
          .map(textOf)
          .sort(),
      );
      expect(ends).toHaveLength(10 * PARTITIONS);
    });

    it('hands over batches of the size asked for', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      await log.publish(numbered(topic, 0, 100));
      const sizes: number[] = [];
      for await (const some of log.read(topic, { maxRecords: 7 })) sizes.push(some.length);
      expect(Math.max(...sizes)).toBe(7);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(100);
    });
  });

  describe('compaction', () => {
    it('keeps the last record of every key, and honours deletions', async () => {
      const { log } = harness();
      const topic = await newTopic(log, 'compact');
      await log.publish(numbered(topic, 0, 400, 40));
      await log.publish([{ topic, key: 'key-7', value: null, headers: {} }]);
      await harness().compact(topic);
      const relevant = async () =>
        (await readAll(log, topic)).filter((record) => record.key?.toString().startsWith('key-'));
      await until('what was replaced is gone', async () => {
        await log.maintain();
        return (await relevant()).length <= 40;
      });
      const kept = byKey(await relevant());
      expect(kept['key-7'] ?? ['null']).toEqual(['null']);
      delete kept['key-7'];
      expect(kept).toEqual(
        Object.fromEntries(
          Array.from({ length: 40 }, (_, key) => [`key-${key}`, [`${360 + key}`]] as const).filter(
            ([key]) => key !== 'key-7',
          ),
        ),
      );

      const position = (await readAll(log, topic)).map((record) => record.position);
      await log.publish(numbered(topic, 400, 401));
      expect((await readAll(log, topic)).some((record) => textOf(record) === '400')).toBe(true);
      expect(position.length).toBeGreaterThan(0);
    });
  });
}
