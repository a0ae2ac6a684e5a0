import { type LogRecord } from '../event-log';
import {
  byKey,
  type EventLogHarness,
  failOnFatal,
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

/** One member of a group: what it is given, and what happens when it fails. */
export function describeDelivery(harness: () => EventLogHarness): void {
  describe('a subscription', () => {
    it('gives every record of every partition, in order per key, in batches of at most the size asked for', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const sent = numbered(topic, 0, 1_000);
      await log.publish(sent.slice(0, 600));
      const got: LogRecord[] = [];
      const sizes: number[] = [];
      const subscription = await log.subscribe(failOnFatal(unique('group'), topic, 50), async (batch) => {
        sizes.push(batch.records.length);
        expect(new Set(batch.records.map(slotOf))).toEqual(new Set([`${topic}/${batch.partition}`]));
        got.push(...batch.records);
      });
      await until('the records from before', () => got.length >= 600);
      await log.publish(sent.slice(600));
      await until('the records from after', () => got.length >= 1_000);
      await subscription.stop();

      expect(byKey(got)).toEqual(sentByKey(sent));
      expect(new Set(got.map(slotOf)).size).toBe(PARTITIONS);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        const positions = got
          .filter((record) => record.partition === partition)
          .map((record) => record.position);
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => (a < b ? -1 : 1)));
      }
    });

    it('goes on where its group was', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const group = unique('group');
      for (const [from, to] of [
        [0, 200],
        [200, 400],
      ] as const) {
        const sent = numbered(topic, from, to);
        await log.publish(sent);
        const got: LogRecord[] = [];
        const subscription = await log.subscribe(
          failOnFatal(group, topic),
          async (batch) => void got.push(...batch.records),
        );
        await until('the records', () => got.length >= 200);
        await subscription.stop();
        expect(byKey(got)).toEqual(sentByKey(sent));
      }
    });

    it.each([
      ['a TypeError', () => (undefined as unknown as { no: () => void }).no()],
      [
        'an Error',
        () => {
          throw new Error('not now');
        },
      ],
      [
        'what is no Error',
        () => {
          throw 'not now'; // eslint-disable-line @typescript-eslint/only-throw-error -- a handler can throw anything
        },
      ],
    ])(
      'whose handler throws %s gets the rest again, in order, while other partitions go on',
      async (_name, fail) => {
        const { log } = harness();
        const topic = await newTopic(log);
        const sent = numbered(topic, 0, 300);
        await log.publish(sent);
        const others = (partition: number): number =>
          all.filter((record) => record.partition !== partition).length;
        const all = await readAll(log, topic);
        const done: LogRecord[] = [];
        const starts: bigint[] = [];
        let failing: number | undefined;
        const subscription = await log.subscribe(failOnFatal(unique('group'), topic, 20), async (batch) => {
          failing ??= batch.partition;
          const othersDone = done.filter((record) => record.partition !== failing).length;
          if (batch.partition === failing && (starts.length < 3 || othersDone < others(failing))) {
            starts.push(batch.records[0]?.position ?? -1n);
            const two = batch.records.slice(0, 2);
            done.push(...two);
            await batch.progress(two.at(-1)?.position ?? 0n);
            fail();
          }
          done.push(...batch.records);
        });
        await until('everything', () => done.length >= 300);
        await subscription.stop();
        expect(byKey(done)).toEqual(sentByKey(sent));
        expect(starts.length).toBeGreaterThanOrEqual(3);
        expect(new Set(starts).size).toBe(starts.length);
      },
    );

    it('gives a batch again when its handler failed without any progress', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      await log.publish(numbered(topic, 0, 10, 1));
      const attempts: string[][] = [];
      const subscription = await log.subscribe(failOnFatal(unique('group'), topic), async (batch) => {
        attempts.push(batch.records.map(textOf));
        if (attempts.length < 3) throw new RangeError('not now');
      });
      await until('a third attempt', () => attempts.length >= 3);
      await subscription.stop();
      expect(attempts).toEqual(
        Array.from({ length: 3 }, () => Array.from({ length: 10 }, (_, at) => `${at}`)),
      );
    });

    it('gives up loudly when its engine is gone for good', async () => {
      const { log, cut } = await harness().severable();
      const topic = await newTopic(harness().log);
      await harness().log.publish(numbered(topic, 0, 10));
      const got: LogRecord[] = [];
      const fatal: Error[] = [];
      const options = {
        group: unique('group'),
        topics: [topic],
        onFatal: (error: Error) => void fatal.push(error),
      };
      const subscription = await log.subscribe(options, async (batch) => void got.push(...batch.records));
      await until('the records', () => got.length >= 10);
      await cut();
      await until('word that the engine is gone', () => fatal.length > 0);
      expect(fatal).toHaveLength(1);
      expect(fatal[0]?.message).toContain('cannot');
      await expect(log.check()).rejects.toThrow('cannot');
      await subscription.stop();
      await log.close();
    });
  });
}
