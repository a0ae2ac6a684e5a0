import { randomUUID } from 'node:crypto';
import { type TopicSpec } from '@bole/contracts';
import { type Admin, type Kafka } from 'kafkajs';
import {
  type BatchHandler,
  type EventLog,
  type LogRecord,
  type OutgoingRecord,
  type PartitionLag,
  type ReadOptions,
  type SubscribeOptions,
  type Subscription,
} from '../../event-log';
import { connectKafka, type KafkaConnectionOptions, patiently, type Warn } from './kafka-connection';
import { kafkaLag, resetKafkaGroup } from './kafka-groups';
import { KafkaPublisher } from './kafka-publisher';
import { readRanges } from './kafka-reader';
import { KafkaSubscription } from './kafka-subscription';
import { KafkaTopics } from './kafka-topics';

export interface KafkaEventLogOptions extends KafkaConnectionOptions {
  /** Stands before the name of every topic and group, so that several logs can share a cluster. */
  readonly topicPrefix?: string;
  /** Partitions of a topic that `ensureTopics` makes without saying how many; default 6. */
  readonly partitions?: number;
  /** Batches that one subscription works on at the same time, each of another partition; default 3. */
  readonly concurrency?: number;
  /** How long a subscription tries to reach Kafka again before it gives up for good; default 60,000 ms. */
  readonly giveUpAfterMs?: number;
  /** Told of what goes wrong and is tried again. Default: a warning of the process. */
  readonly warn?: Warn;
}

const READ_RECORDS = 500;

/** The event log on Kafka. Retention and compaction are Kafka's own work. */
export class KafkaEventLog implements EventLog {
  private readonly kafka: Kafka;
  private readonly warn: Warn;
  private readonly prefix: string;
  private readonly topics: KafkaTopics;
  private readonly publisher: KafkaPublisher;
  private readonly subscriptions = new Set<KafkaSubscription>();
  private connectedAdmin: Promise<Admin> | undefined;
  private closed = false;

  constructor(private readonly options: KafkaEventLogOptions) {
    this.warn = options.warn ?? ((message, cause) => process.emitWarning(`${message} ${String(cause)}`));
    this.prefix = options.topicPrefix ?? '';
    this.kafka = connectKafka(options, this.warn);
    this.topics = new KafkaTopics(() => this.admin(), this.prefix);
    this.publisher = new KafkaPublisher(this.kafka, (topic) => this.topics.kafkaName(topic));
  }

  async ensureTopics(topics: readonly TopicSpec[], partitions = this.options.partitions ?? 6): Promise<void> {
    await this.topics.ensure(topics, partitions);
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    this.mustBeOpen();
    if (records.length === 0) return;
    await this.topics.mustExist([...new Set(records.map((record) => record.topic))]);
    await this.publisher.publish(records);
  }

  async subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription> {
    this.mustBeOpen();
    await this.topics.mustExist(options.topics);
    const subscription = await KafkaSubscription.start({
      kafka: this.kafka,
      groupId: this.groupId(options.group),
      topics: options.topics.map((topic) => this.topics.kafkaName(topic)),
      ourName: (kafkaName) => this.topics.ourName(kafkaName),
      maxRecords: options.maxRecords ?? 500,
      concurrency: this.options.concurrency ?? 3,
      giveUpAfterMs: this.options.giveUpAfterMs ?? 60_000,
      handler,
      onFatal: options.onFatal,
      warn: this.warn,
    });
    this.subscriptions.add(subscription);
    return {
      stop: async () => {
        await subscription.stop();
        this.subscriptions.delete(subscription);
      },
    };
  }

  async *read(topic: string, options: ReadOptions = {}): AsyncIterable<readonly LogRecord[]> {
    const given = typeof options.from === 'object' ? options.from : {};
    const ranges = (await this.topics.spans(topic)).map((span) => {
      const from = given[span.partition] ?? span.low;
      return { ...span, from: from > span.low ? from : span.low };
    });
    const groupId = this.groupId(`read-${randomUUID()}`);
    const maxRecords = options.maxRecords ?? READ_RECORDS;
    try {
      yield* readRanges(
        this.kafka,
        { groupId, kafkaName: this.topics.kafkaName(topic), topic, maxRecords },
        ranges,
      );
    } finally {
      // Kafka forgets a group without positions by itself; that it is gone at once is only tidy.
      const admin = await this.admin();
      await admin.deleteGroups([groupId]).catch(() => undefined);
    }
  }

  async lag(group: string, topics: readonly string[]): Promise<readonly PartitionLag[]> {
    await this.topics.mustExist(topics);
    return kafkaLag(await this.admin(), this.topics, this.groupId(group), topics);
  }

  async reset(group: string, topics: readonly string[], to: 'earliest' | 'latest'): Promise<void> {
    await this.topics.mustExist(topics);
    const reset = { groupId: this.groupId(group), names: topics, to };
    await resetKafkaGroup(this.kafka, await this.admin(), this.topics, reset);
  }

  /** Kafka's records cannot be changed. */
  async redact(): Promise<undefined> {
    return undefined;
  }

  async maintain(): Promise<void> {
    return Promise.resolve();
  }

  async check(): Promise<void> {
    try {
      const admin = await this.admin();
      await admin.describeCluster();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`Kafka at ${this.options.brokers.join(', ')} cannot be reached: ${reason}`, {
        cause: error,
      });
    }
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.publisher.close();
    const admin = await this.connectedAdmin?.catch(() => undefined);
    await admin?.disconnect();
  }

  private groupId(group: string): string {
    return `${this.prefix}${group}`;
  }

  /** One admin client for all; one that could not connect is not kept. */
  private admin(): Promise<Admin> {
    this.connectedAdmin ??= (async () => {
      const admin = this.kafka.admin();
      await patiently(() => admin.connect());
      return admin;
    })().catch((error: unknown) => {
      this.connectedAdmin = undefined;
      throw error;
    });
    return this.connectedAdmin;
  }

  private mustBeOpen(): void {
    if (this.closed) throw new Error('The event log is closed.');
  }
}
