import { type EachBatchPayload } from 'kafkajs';
import { backOffMs } from '../../back-off';
import { type BatchHandler, type LogRecord } from '../../event-log';
import { type Warn } from './kafka-connection';
import { recordOf } from './kafka-records';

export interface DeliveryOptions {
  readonly handler: BatchHandler;
  readonly maxRecords: number;
  readonly ourName: (kafkaName: string) => string;
  readonly warn: Warn;
}

const HEARTBEAT_MS = 1_000;

/** Hands what kafkajs has fetched to the handler, commits what is done, and has a partition that fails wait and try again. */
export class KafkaDelivery {
  private readonly failures = new Map<string, number>();
  private readonly aborter = new AbortController();
  private readonly lost: Promise<void>;
  private isLost = false;
  private markLost: () => void = () => undefined;

  constructor(private readonly options: DeliveryOptions) {
    this.lost = new Promise((resolve) => (this.markLost = resolve));
  }

  /** Running batches are told to give back what is not done; no new one begins. */
  leave(): void {
    this.aborter.abort();
  }

  /** Running batches are waited for no longer, and their progress is refused. */
  lose(): void {
    this.isLost = true;
    this.leave();
    this.markLost();
  }

  /**
   * kafkajs's `eachBatch`. Only errors of the group leave it, for kafkajs to join the group again: a `TypeError` would
   * stop its consumer for good, any other error would have it start anew for ever (kafkajs #1592, #1603, #1753).
   */
  async eachBatch(payload: EachBatchPayload): Promise<void> {
    const attempt = new Attempt(payload, this.aborter.signal, () => this.isLost);
    const heart = setInterval(() => void attempt.beat(), HEARTBEAT_MS);
    const slot = `${payload.batch.topic}/${payload.batch.partition}`;
    try {
      await Promise.race([this.deliverAll(payload, attempt), this.lost]);
      this.failures.delete(slot);
    } catch (error) {
      if (!attempt.signal.aborted) this.waitBeforeNext(payload, slot, attempt, error);
    } finally {
      clearInterval(heart);
      attempt.end();
    }
    if (attempt.groupError !== undefined) throw attempt.groupError;
  }

  private async deliverAll(payload: EachBatchPayload, attempt: Attempt): Promise<void> {
    const { batch } = payload;
    const topic = this.options.ourName(batch.topic);
    const records = batch.messages.map((message) => recordOf(topic, batch.partition, message));
    for (let at = 0; at < records.length && !attempt.signal.aborted; at += this.options.maxRecords) {
      await this.deliver(topic, records.slice(at, at + this.options.maxRecords), attempt, batch.partition);
    }
  }

  private async deliver(
    topic: string,
    records: readonly LogRecord[],
    attempt: Attempt,
    partition: number,
  ): Promise<void> {
    const last = records.at(-1)?.position ?? 0n;
    await this.options.handler({
      topic,
      partition,
      records,
      signal: attempt.signal,
      progress: (position) => attempt.progress(position > last ? last : position),
      heartbeat: () => attempt.beat(),
    });
    await attempt.progress(last);
  }

  /** The partition rests; what has no progress is fetched again, as kafkajs goes on from what was resolved. */
  private waitBeforeNext(payload: EachBatchPayload, slot: string, attempt: Attempt, error: unknown): void {
    const failures = attempt.progressed ? 1 : (this.failures.get(slot) ?? 0) + 1;
    this.failures.set(slot, failures);
    const waitMs = backOffMs(failures);
    this.options.warn(`A batch of ${slot} failed and comes again in ${waitMs} ms.`, error);
    setTimeout(payload.pause(), waitMs).unref();
  }
}

/** One batch that kafkajs has fetched, while it is worked on. */
class Attempt {
  /** Why the group must be joined again, once that is known. */
  groupError: Error | undefined;
  progressed = false;
  private readonly aborter = new AbortController();
  readonly signal = this.aborter.signal;
  private readonly abort = (): void => this.aborter.abort();
  private done: bigint | undefined;
  private committing: Promise<void> = Promise.resolve();

  constructor(
    private readonly payload: EachBatchPayload,
    private readonly leaving: AbortSignal,
    private readonly isLost: () => boolean,
  ) {
    if (leaving.aborted) this.abort();
    leaving.addEventListener('abort', this.abort, { once: true });
  }

  end(): void {
    this.leaving.removeEventListener('abort', this.abort);
  }

  /** Tells Kafka that we live; when the partitions are being shared out anew, the batch is told to give back. */
  async beat(): Promise<void> {
    try {
      if (this.groupError === undefined) await this.payload.heartbeat();
    } catch (error) {
      this.groupError = asError(error);
      this.abort();
    }
  }

  /** One commit after the other, so that a later one never overtakes. */
  progress(position: bigint): Promise<void> {
    const commit = this.committing.then(() => this.commit(position));
    this.committing = commit.catch(() => undefined);
    return commit;
  }

  private async commit(position: bigint): Promise<void> {
    if (this.done !== undefined && position <= this.done) return;
    const { batch } = this.payload;
    if (this.isLost())
      throw new Error(`${batch.topic}/${batch.partition} is no longer held by this member of the group.`);
    // What follows the last record of a batch are marks of Kafka's own, which nobody is given.
    const end =
      position === BigInt(batch.messages.at(-1)?.offset ?? -1) ? BigInt(batch.lastOffset()) : position;
    const offset = { partition: batch.partition, offset: String(end + 1n) };
    try {
      await this.payload.commitOffsetsIfNecessary({ topics: [{ topic: batch.topic, partitions: [offset] }] });
    } catch (error) {
      this.groupError ??= asError(error);
      this.abort();
      throw error;
    }
    this.payload.resolveOffset(String(position));
    this.done = position;
    this.progressed = true;
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
