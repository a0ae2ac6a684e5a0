import { type TopicSpec } from '@bole/contracts';
import { type Admin, type ITopicConfig } from 'kafkajs';
import { patiently } from './kafka-connection';

export interface PartitionSpan {
  readonly partition: number;
  /** The first position kept. */
  readonly low: bigint;
  /** The position that the next record will have. */
  readonly high: bigint;
}

/** What a newer record of its key replaced is compacted away within this time, however little comes in. */
const REPLACED_KEPT_MS = 14 * 86_400_000;

/** The topics of the log, by our names; on Kafka they carry a prefix. */
export class KafkaTopics {
  private readonly known = new Set<string>();

  constructor(
    private readonly admin: () => Promise<Admin>,
    readonly prefix: string,
  ) {}

  kafkaName(topic: string): string {
    return `${this.prefix}${topic}`;
  }

  ourName(kafkaName: string): string {
    return kafkaName.slice(this.prefix.length);
  }

  async ensure(specs: readonly TopicSpec[], partitions: number): Promise<void> {
    const admin = await this.admin();
    const existing = new Set(await admin.listTopics());
    const missing = specs.filter((spec) => !existing.has(this.kafkaName(spec.name)));
    for (const spec of missing) {
      // False when somebody else made it in the meantime, which is just as well.
      await patiently(() =>
        admin.createTopics({ topics: [this.configOf(spec, partitions)], waitForLeaders: true }),
      );
    }
    const topics = specs.map((spec) => this.kafkaName(spec.name));
    if (topics.length > 0) await patiently(() => admin.fetchTopicMetadata({ topics }));
  }

  /** Rejects with the names that do not exist. */
  async mustExist(names: readonly string[]): Promise<void> {
    if (names.every((name) => this.known.has(name))) return;
    const admin = await this.admin();
    for (const name of await admin.listTopics())
      if (name.startsWith(this.prefix)) this.known.add(this.ourName(name));
    const unknown = names.filter((name) => !this.known.has(name));
    if (unknown.length > 0)
      throw new Error(`The event log has no topic ${unknown.join(', ')}: make it first.`);
  }

  async spans(topic: string): Promise<readonly PartitionSpan[]> {
    await this.mustExist([topic]);
    const admin = await this.admin();
    const offsets = await patiently(() => admin.fetchTopicOffsets(this.kafkaName(topic)));
    return offsets
      .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
      .sort((a, b) => a.partition - b.partition);
  }

  private configOf(spec: TopicSpec, partitions: number): ITopicConfig {
    const entries = {
      'cleanup.policy': spec.cleanup,
      'retention.ms': String(spec.retentionMs ?? -1),
      // Some room for what Kafka writes around a record.
      'max.message.bytes': String(spec.maxRecordBytes + 65_536),
      // Kafka clears away whole segments that are closed: at most a day more than was asked for, or 128 MB.
      'segment.ms': '86400000',
      ...(spec.cleanup === 'compact'
        ? { 'segment.bytes': '134217728', 'max.compaction.lag.ms': String(REPLACED_KEPT_MS) }
        : {}),
    };
    return {
      topic: this.kafkaName(spec.name),
      numPartitions: partitions,
      configEntries: Object.entries(entries).map(([name, value]) => ({ name, value })),
    };
  }
}
