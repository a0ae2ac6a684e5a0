import { type Batch, type LogRecord, type Subscription } from '../event-log';
import { pause } from '../back-off';
import {
  aborted,
  byKey,
  type EventLogHarness,
  failOnFatal,
  newTopic,
  numbered,
  PARTITIONS,
  sentByKey,
  slotOf,
  textOf,
  unique,
  until,
} from './harness';

import { startHangingMember } from './hanging-member';

/** Several members of a group, members that leave, and where a group stands. */
export function describeGroups(harness: () => EventLogHarness): void {
  describe('a group', () => {
    it('shares the partitions among its members, each with one at a time, and takes over from one that stops', async () => {
      const logs = [harness().log, harness().another()] as const;
      const topic = await newTopic(logs[0]);
      const group = unique('group');
      const members = new Map<string, number>();
      const beside: string[] = [];
      const got: LogRecord[] = [];
      const join = (log: (typeof logs)[number], member: number): Promise<Subscription> =>
        log.subscribe(failOnFatal(group, topic, 10), async (batch) => {
          const slot = `${batch.topic}/${batch.partition}`;
          if (members.has(slot)) beside.push(slot);
          members.set(slot, member);
          await pause(5);
          got.push(...batch.records);
          byMember[member]?.add(slot);
          members.delete(slot);
        });
      let byMember: [Set<string>, Set<string>] = [new Set(), new Set()];
      const subscriptions = [await join(logs[0], 0), await join(logs[1], 1)] as const;

      let sent = 0;
      await until('both members read', async () => {
        byMember = [new Set(), new Set()];
        await logs[0].publish(numbered(topic, sent, (sent += 60)));
        await until('the records so far', () => new Set(got.map(textOf)).size >= sent);
        return (
          byMember[0].size > 0 && byMember[1].size > 0 && byMember[0].size + byMember[1].size === PARTITIONS
        );
      });
      const settled = got.length;
      await logs[0].publish(numbered(topic, sent, (sent += 600)));
      await until('the records after it settled', () => new Set(got.map(textOf)).size >= sent);
      expect(got.slice(settled)).toHaveLength(600);

      await subscriptions[0].stop();
      byMember = [new Set(), new Set()];
      await logs[0].publish(numbered(topic, sent, (sent += 300)));
      await until('the other takes over', () => new Set(got.map(textOf)).size >= sent);
      expect([...byMember[1]].sort()).toEqual(
        Array.from({ length: PARTITIONS }, (_, partition) => `${topic}/${partition}`),
      );
      expect(byMember[0].size).toBe(0);
      expect(beside).toEqual([]);
      await subscriptions[1].stop();
      await logs[1].close();
    });

    it('takes over from a member that is killed, from its last progress', async () => {
      const { log, options } = harness();
      const topic = await newTopic(log);
      const group = unique('group');
      const sent = numbered(topic, 0, 20, 1);
      await log.publish(sent);
      const member = await startHangingMember(options, group, topic);
      const got: LogRecord[] = [];
      const survivor = await log.subscribe(
        failOnFatal(group, topic),
        async (batch) => void got.push(...batch.records),
      );
      member.kill();
      await until('the rest', () => got.length >= 15, 30_000);
      await survivor.stop();
      expect(byKey(got)).toEqual(sentByKey(sent.slice(5)));
    });

    it('gets back from a member that stops what it had not done', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const group = unique('group');
      const sent = numbered(topic, 0, 20, 1);
      await log.publish(sent);
      let running: Batch | undefined;
      const first = await log.subscribe(failOnFatal(group, topic), async (batch) => {
        await batch.progress(batch.records[4]?.position ?? 0n);
        running = batch;
        await aborted(batch);
        throw new Error('gives back what is not done');
      });
      await until('a batch', () => running !== undefined);
      await first.stop();

      const got: LogRecord[] = [];
      const second = await log.subscribe(
        failOnFatal(group, topic),
        async (batch) => void got.push(...batch.records),
      );
      await until('the rest', () => got.length >= 15);
      await second.stop();
      expect(byKey(got)).toEqual(sentByKey(sent.slice(5)));
    });

    it('counts what a stopping member finishes in time', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const group = unique('group');
      await log.publish(numbered(topic, 0, 20, 1));
      let running = false;
      const subscription = await log.subscribe(failOnFatal(group, topic), async (batch) => {
        running = true;
        await aborted(batch);
        await pause(300);
      });
      await until('a batch', () => running);
      await subscription.stop();
      expect(totalOf(await log.lag(group, [topic]))).toBe(0n);
    });

    it('goes on without a member that hangs, and refuses what that one reports late', async () => {
      const { log } = harness();
      const other = harness().another();
      const topic = await newTopic(log);
      const group = unique('group');
      const sent = numbered(topic, 0, 20, 1);
      await log.publish(sent);
      let hanging: Batch | undefined;
      let release = (): void => undefined;
      const first = await log.subscribe(failOnFatal(group, topic), async (batch) => {
        hanging = batch;
        await new Promise<void>((resolve) => (release = resolve));
      });
      await until('a batch', () => hanging !== undefined);
      const stopping = Date.now();
      await first.stop();
      expect(Date.now() - stopping).toBeLessThan(20_000);

      const got: LogRecord[] = [];
      const second = await other.subscribe(failOnFatal(group, topic, 5), async (batch) => {
        got.push(...batch.records);
        if (got.length > 5) await aborted(batch);
      });
      await until('the records at the other', () => got.length >= 5);
      await expect(hanging?.progress(hanging.records.at(-1)?.position ?? 0n)).rejects.toThrow();
      release();
      await second.stop();
      expect(totalOf(await log.lag(group, [topic]))).toBeLessThanOrEqual(15n);
      expect(got.slice(0, 5).map(textOf)).toEqual(sent.slice(0, 5).map((record) => record.value));
      await other.close();
    });

    it('never goes back', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const group = unique('group');
      await log.publish(numbered(topic, 0, 20, 1));
      let reported = false;
      const subscription = await log.subscribe(failOnFatal(group, topic), async (batch) => {
        await batch.progress(batch.records[9]?.position ?? 0n);
        await batch.progress(batch.records[3]?.position ?? 0n);
        reported = true;
        await aborted(batch);
        throw new Error('gives back what is not done');
      });
      await until('a report', () => reported);
      await subscription.stop();
      expect(totalOf(await log.lag(group, [topic]))).toBe(10n);
    });

    it('knows its lag, and can be put back and on when it has no members', async () => {
      const { log } = harness();
      const topic = await newTopic(log);
      const group = unique('group');
      await log.publish(numbered(topic, 0, 120));
      const lag = await log.lag(group, [topic]);
      expect(lag.map((entry) => entry.partition).sort()).toEqual([0, 1, 2]);
      expect(totalOf(lag)).toBe(120n);

      const read = async (count: number): Promise<LogRecord[]> => {
        const got: LogRecord[] = [];
        const subscription = await log.subscribe(
          failOnFatal(group, topic),
          async (batch) => void got.push(...batch.records),
        );
        await until('the records', () => got.length >= count);
        if (count === 120) await expect(log.reset(group, [topic], 'earliest')).rejects.toThrow('members');
        await subscription.stop();
        return got;
      };
      expect(new Set((await read(120)).map(slotOf)).size).toBe(PARTITIONS);
      expect(totalOf(await log.lag(group, [topic]))).toBe(0n);

      await log.reset(group, [topic], 'earliest');
      expect(totalOf(await log.lag(group, [topic]))).toBe(120n);
      expect(await read(120)).toHaveLength(120);

      await log.publish(numbered(topic, 120, 200));
      await log.reset(group, [topic], 'latest');
      expect(totalOf(await log.lag(group, [topic]))).toBe(0n);
      await log.publish(numbered(topic, 200, 210));
      expect((await read(10)).map(textOf).sort()).toEqual(
        numbered(topic, 200, 210).map((record) => record.value),
      );
    });
  });
}

function totalOf(lag: readonly { readonly lag: bigint }[]): bigint {
  return lag.reduce((sum, entry) => sum + entry.lag, 0n);
}
