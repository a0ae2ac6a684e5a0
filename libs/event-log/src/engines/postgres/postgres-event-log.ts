import { type TopicSpec } from '@bole/contracts';
import { Pool } from 'pg';
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
import { Slots } from '../../slots';
import { appendRecords } from './append-records';
import { clearAway } from './clear-away';
import { type PostgresConnection } from './connection';
import { fetchRecords } from './fetch-records';
import { findGroup, groupLag, resetGroup } from './group-positions';
import { GroupSubscription } from './group-subscription';
import { replaceValues } from './replace-values';
import { TopicCatalog } from './topic-catalog';

export interface PostgresEventLogOptions {
  readonly connection: PostgresConnection;
  /** Partitions of a topic that `ensureTopics` makes without saying how many; default 6. */
  readonly partitions?: number;
  /** Batches that one subscription works on at the same time, each of another partition; default 3. */
  readonly concurrency?: number;
  /** How long a subscription tries to reach Postgres again before it gives up for good; default 60,000 ms. */
  readonly giveUpAfterMs?: number;
  /** Told of what goes wrong and is tried again. Default: a warning of the process. */
  readonly warn?: (message: string, cause: unknown) => void;
}

const MAX_CONNECTIONS = 8;
const MAINTENANCE_EVERY_MS = 180_000;
const DIRTY_SHARE = 0.5;
const READ_RECORDS = 500;

/** The event log in tables of Postgres, for one machine. Its schema is `event_log`; the migrations make it. */
export class PostgresEventLog implements EventLog {
  private readonly pool: Pool;
  private readonly catalog: TopicCatalog;
  private readonly subscriptions = new Set<GroupSubscription>();
  private readonly timer: NodeJS.Timeout;
  private readonly warn: (message: string, cause: unknown) => void;
  private closed = false;

  constructor(private readonly options: PostgresEventLogOptions) {
    this.warn = options.warn ?? ((message, cause) => process.emitWarning(`${message} ${String(cause)}`));
    this.pool = new Pool({
      ...options.connection,
      application_name: 'bole event log',
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
    });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.pool.on('error', (error) => this.warn('An idle connection of the event log broke.', error));
    this.catalog = new TopicCatalog(this.pool);
    this.timer = setInterval(() => void this.clearAwaySometimes(), MAINTENANCE_EVERY_MS).unref();
  }

  async ensureTopics(topics: readonly TopicSpec[], partitions = this.options.partitions ?? 6): Promise<void> {
    await this.catalog.ensure(topics, partitions);
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    this.mustBeOpen();
    if (records.length === 0) return;
    const topics = await this.catalog.find([...new Set(records.map((record) => record.topic))]);
    await appendRecords(this.pool, records, new Map(topics.map((topic) => [topic.name, topic])));
  }

  async subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription> {
    this.mustBeOpen();
    const subscription = await GroupSubscription.start({
      pool: this.pool,
      connection: this.options.connection,
      groupId: await findGroup(this.pool, options.group),
      topics: await this.catalog.find(options.topics),
      maxRecords: options.maxRecords ?? 500,
      handler,
      slots: new Slots(this.options.concurrency ?? 3),
      warn: this.warn,
      giveUpAfterMs: this.options.giveUpAfterMs ?? 60_000,
      onFatal: options.onFatal,
    });
    this.subscriptions.add(subscription);
    return {
      stop: async () => {
        await subscription.stop();
        this.subscriptions.delete(subscription);
      },
    };
  }

  async *read(name: string, options: ReadOptions = {}): AsyncIterable<readonly LogRecord[]> {
    const [topic] = await this.catalog.find([name]);
    if (topic === undefined) return;
    const { rows } = await this.pool.query<{ partition: number; next_position: string }>(
      `select partition, next_position from event_log.partition where topic_id = $1 order by partition`,
      [topic.id],
    );
    const maxRecords = options.maxRecords ?? READ_RECORDS;
    for (const { partition, next_position } of rows) {
      const to = BigInt(next_position);
      let from = typeof options.from === 'object' ? (options.from[partition] ?? 0n) : 0n;
      while (from < to) {
        const records = await fetchRecords(this.pool, topic, partition, { from, to, maxRecords });
        const last = records.at(-1);
        if (last === undefined) break;
        yield records;
        from = last.position + 1n;
      }
    }
  }

  async lag(group: string, topics: readonly string[]): Promise<readonly PartitionLag[]> {
    return groupLag(this.pool, await findGroup(this.pool, group), await this.catalog.find(topics));
  }

  async reset(group: string, topics: readonly string[], to: 'earliest' | 'latest'): Promise<void> {
    await resetGroup(
      this.pool,
      { id: await findGroup(this.pool, group), name: group },
      await this.catalog.find(topics),
      to,
    );
  }

  async redact(
    name: string,
    change: (record: LogRecord) => Buffer | undefined,
    keys?: readonly string[],
  ): Promise<number> {
    const wanted = keys === undefined ? undefined : new Set(keys);
    const [topic] = await this.catalog.find([name]);
    let replaced = 0;
    for await (const records of this.read(name)) {
      const asked = records.filter(
        ({ key }) => wanted === undefined || wanted.has(key?.toString('utf8') ?? ''),
      );
      const changes = asked.flatMap((record) => {
        const value = change(record);
        return value === undefined ? [] : { record, value };
      });
      if (topic !== undefined) replaced += await replaceValues(this.pool, topic, changes);
    }
    return replaced;
  }

  async maintain(): Promise<void> {
    await clearAway(this.pool, this.catalog, 0);
  }

  async check(): Promise<void> {
    const { host, port, database } = this.options.connection;
    await this.pool.query(`select from event_log.topic limit 1`).catch((error: Error) => {
      throw new Error(
        `The event log in Postgres, database ${database} on ${host}:${port}, cannot be read: ${error.message}`,
      );
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.timer);
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.pool.end();
  }

  private mustBeOpen(): void {
    if (this.closed) throw new Error('The event log is closed.');
  }

  private async clearAwaySometimes(): Promise<void> {
    await clearAway(this.pool, this.catalog, DIRTY_SHARE).catch((error: unknown) =>
      this.warn('The event log was not cleared; that is tried again.', error),
    );
  }
}
