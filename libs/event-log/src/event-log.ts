import { type TopicSpec, type WireRecord } from '@bole/contracts';

/** A record on its way in. Order is kept per key within a topic. `null` deletes the key from a compacted topic. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly value: string | Buffer | null;
  readonly headers: Readonly<Record<string, string | Buffer>>;
}

/** A record as it lies in the log. */
export interface LogRecord extends WireRecord {
  readonly partition: number;
  /** Place within the partition: a whole number that grows; gaps are possible (compaction, transactions). */
  readonly position: bigint;
  readonly timestamp: Date;
}

/** Some records of one partition, in order, and the means to say how far they are done. */
export interface Batch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly LogRecord[];
  /** Records done: all up to and including `position`. Made durable before it resolves. Never goes back. */
  progress(position: bigint): Promise<void>;
  /** To be called at least every few seconds while a batch is being worked on. */
  heartbeat(): Promise<void>;
  /** Aborted when the partition is being taken away or the subscription stops: give back what is not done. */
  readonly signal: AbortSignal;
}

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /** Most records in one batch; default 500. */
  readonly maxRecords?: number;
  /** Called when the engine gives up for good; the process should then exit loudly. */
  readonly onFatal: (error: Error) => void;
}

/**
 * At-least-once delivery: what a handler did not report by `progress` comes again, in order, to some member of the
 * group. A handler that throws, whatever it throws, has its partition paused and retried with back-off from the last
 * progress; other partitions go on. When a handler resolves, the whole batch counts as done.
 */
export type BatchHandler = (batch: Batch) => Promise<void>;

export interface Subscription {
  /** Takes no new batch, waits for the running one (up to ten seconds, then gives it back), leaves the group. */
  stop(): Promise<void>;
}

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Records behind the end of the partition. */
  readonly lag: bigint;
}

export interface ReadOptions {
  /** Where to start in each partition; default: the earliest record kept. */
  readonly from?: 'earliest' | Readonly<Record<number, bigint>>;
  readonly maxRecords?: number;
}

/** The port that every engine of the event log serves; its promises are in `conformance/event-log.suite.ts`. */
export interface EventLog {
  /** Makes the topics exist with their clean-up policy; changes nothing on those that do. Default 6 partitions. */
  ensureTopics(topics: readonly TopicSpec[], partitions?: number): Promise<void>;
  /** Durable, in order, all of it, when it resolves. After a rejection some may have been written: publish again. */
  publish(records: readonly OutgoingRecord[]): Promise<void>;
  /** New groups start at the earliest record. */
  subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription>;
  /** Reads a topic from a position to where its end is at the time of the call, outside of any group, then ends. */
  read(topic: string, options?: ReadOptions): AsyncIterable<readonly LogRecord[]>;
  lag(group: string, topics: readonly string[]): Promise<readonly PartitionLag[]>;
  /** Puts a group back to the earliest record, or on to the end, of the topics. The group must have no members. */
  reset(group: string, topics: readonly string[], to: 'earliest' | 'latest'): Promise<void>;
  /**
   * Replaces values where they lie, for erasing what may not be kept; positions, keys, headers and times stay. `change`
   * gives the new value, or undefined where a record stays as it is; `keys`: only records of these are asked about.
   * Resolves with how many were replaced, or with undefined where the engine cannot: there a record leaves by retention,
   * or by compaction once a newer one of its key has come.
   */
  redact(
    topic: string,
    change: (record: LogRecord) => Buffer | undefined,
    keys?: readonly string[],
  ): Promise<number | undefined>;
  /** Applies retention and compaction now, where the engine leaves that to us. */
  maintain(): Promise<void>;
  /** Rejects with a sentence that says what is unreachable. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export const EVENT_LOG = Symbol('EventLog');
