import { type Kafka } from 'kafkajs';
import { pause } from '../../back-off';
import { type LogRecord } from '../../event-log';
import { recordOf } from './kafka-records';
import { type PartitionSpan } from './kafka-topics';

export interface ReadRange extends PartitionSpan {
  /** The first position wanted, at least `low`. */
  readonly from: bigint;
}

const SILENCE_LIMIT_MS = 60_000;

/**
 * Reads ranges of one topic by a consumer in a group of its own; the caller deletes the group. Partitions come in turn as
 * Kafka gives them, each in order. At most one batch is held; the next is fetched when it has been taken.
 */
export async function* readRanges(
  kafka: Kafka,
  options: {
    readonly groupId: string;
    readonly kafkaName: string;
    readonly topic: string;
    readonly maxRecords: number;
  },
  ranges: readonly ReadRange[],
): AsyncGenerator<readonly LogRecord[]> {
  const open = new Map(
    ranges
      .filter(({ from, high }) => from < high)
      .map(({ partition, from, high }) => [partition, { next: from, high }]),
  );
  if (open.size === 0) return;
  const handover = new Handover();
  const consumer = kafka.consumer({
    groupId: options.groupId,
    maxWaitTimeInMs: 200,
    allowAutoTopicCreation: false,
    retry: { restartOnFailure: async () => false },
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => handover.fail(payload.error));
  // Also told of batches of which nothing is left after compaction, for which eachBatch is not called.
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    const range = open.get(payload.partition);
    if (range !== undefined && BigInt(payload.lastOffset) + 1n >= range.high) open.delete(payload.partition);
    if (open.size === 0) handover.end();
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [options.kafkaName], fromBeginning: true });
    const running = consumer.run({
      autoCommit: false,
      eachBatch: async (payload) => {
        const { batch } = payload;
        const range = open.get(batch.partition);
        if (range === undefined) return;
        const records = batch.messages
          .map((message) => recordOf(options.topic, batch.partition, message))
          .filter((record) => record.position >= range.next && record.position < range.high);
        range.next = (records.at(-1)?.position ?? range.next - 1n) + 1n;
        const beating = setInterval(() => void payload.heartbeat().catch(() => undefined), 1_000);
        try {
          for (let at = 0; at < records.length; at += options.maxRecords)
            await handover.give(records.slice(at, at + options.maxRecords));
        } finally {
          clearInterval(beating);
        }
      },
    });
    for (const { partition, from } of ranges)
      consumer.seek({ topic: options.kafkaName, partition, offset: String(from) });
    await running;
    for (;;) {
      const records = await handover.take();
      if (records === undefined) return;
      yield records;
    }
  } finally {
    handover.end();
    await consumer.disconnect();
  }
}

/** One batch at a time from the consumer to the reader. */
class Handover {
  private readonly full: (readonly LogRecord[])[] = [];
  private ended = false;
  private failure: Error | undefined;
  private given = new AbortController();
  private readonly waiting = new Set<() => void>();

  /** Resolves when the batch has been taken, or nobody wants it any more. */
  async give(records: readonly LogRecord[]): Promise<void> {
    if (this.ended) return;
    this.full.push(records);
    this.given.abort();
    await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  async take(): Promise<readonly LogRecord[] | undefined> {
    if (this.full.length === 0 && !this.ended) await pause(SILENCE_LIMIT_MS, this.given.signal);
    if (this.failure !== undefined) throw this.failure;
    const records = this.full.shift();
    if (records === undefined && !this.ended)
      throw new Error(`Kafka gave no records for ${SILENCE_LIMIT_MS} ms before the end was reached.`);
    this.given = new AbortController();
    this.letGo();
    return records;
  }

  end(): void {
    this.ended = true;
    this.given.abort();
    this.letGo();
  }

  fail(error: Error): void {
    this.failure = error;
    this.end();
  }

  private letGo(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
