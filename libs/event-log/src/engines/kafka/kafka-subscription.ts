import { type Consumer, type ConsumerCrashEvent, type Kafka } from 'kafkajs';
import { backOffMs, pause, settlesWithin } from '../../back-off';
import { type Subscription } from '../../event-log';
import { type Warn } from './kafka-connection';
import { type DeliveryOptions, KafkaDelivery } from './kafka-delivery';

export interface KafkaSubscriptionOptions extends DeliveryOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  /** With their prefix. */
  readonly topics: readonly string[];
  readonly concurrency: number;
  readonly giveUpAfterMs: number;
  readonly onFatal: (error: Error) => void;
  readonly warn: Warn;
}

const STOP_LIMIT_MS = 10_000;
const LEAVE_LIMIT_MS = 10_000;

/** Consumer settings: how soon a dead member is noticed, and how much is fetched at once. */
const CONSUMER = {
  sessionTimeout: 10_000,
  heartbeatInterval: 1_000,
  rebalanceTimeout: 30_000,
  maxWaitTimeInMs: 500,
  maxBytesPerPartition: 1_048_576,
  maxBytes: 8_388_608,
  allowAutoTopicCreation: false,
};

/**
 * A member of a group. kafkajs restarts its consumer after some errors and not after others; here every crash makes a new
 * consumer, with a growing wait, until Kafka was out of reach for too long.
 */
export class KafkaSubscription implements Subscription {
  private readonly stopping = new AbortController();
  private consumer: Consumer | undefined;
  private delivery: KafkaDelivery;
  private lastSign = performance.now();
  private running: Promise<void> = Promise.resolve();
  private stopped: Promise<void> | undefined;

  private constructor(private readonly options: KafkaSubscriptionOptions) {
    this.delivery = new KafkaDelivery(options);
  }

  /** Connects; rejects when Kafka cannot be reached. */
  static async start(options: KafkaSubscriptionOptions): Promise<KafkaSubscription> {
    const subscription = new KafkaSubscription(options);
    const first = await subscription.connect();
    subscription.running = subscription.supervise(first);
    return subscription;
  }

  stop(): Promise<void> {
    this.stopped ??= this.leave();
    return this.stopped;
  }

  private async leave(): Promise<void> {
    this.stopping.abort();
    this.delivery.leave();
    const consumer = this.consumer;
    const left = consumer?.disconnect() ?? Promise.resolve();
    if (!(await settlesWithin(left, STOP_LIMIT_MS))) {
      this.delivery.lose();
      await settlesWithin(left, LEAVE_LIMIT_MS);
    }
    this.delivery.lose();
    await this.running;
  }

  private async supervise(first: Connected): Promise<void> {
    let connected: Connected | undefined = first;
    for (let failures = 1; !this.stopping.signal.aborted; failures += 1) {
      try {
        connected ??= await this.connect();
        const since = this.lastSign;
        const crash = await this.consume(connected);
        if (this.stopping.signal.aborted) return;
        if (this.lastSign !== since) failures = 1;
        throw crash;
      } catch (error) {
        if (performance.now() - this.lastSign > this.options.giveUpAfterMs) return this.giveUp(error);
        this.options.warn(`The consumer of group ${this.options.groupId} failed and is made anew.`, error);
        await this.discard();
        connected = undefined;
        await pause(backOffMs(failures), this.stopping.signal);
      }
    }
  }

  private async connect(): Promise<Connected> {
    const { kafka, groupId, topics } = this.options;
    const consumer = kafka.consumer({
      ...CONSUMER,
      groupId,
      retry: { retries: 3, restartOnFailure: async () => false },
    });
    const crashed = new Promise<Error>((resolve) => {
      consumer.on(consumer.events.CRASH, (event: ConsumerCrashEvent) => resolve(event.payload.error));
    });
    const alive = (): void => {
      this.lastSign = performance.now();
    };
    consumer.on(consumer.events.FETCH, alive);
    consumer.on(consumer.events.HEARTBEAT, alive);
    consumer.on(consumer.events.GROUP_JOIN, alive);
    this.consumer = consumer;
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    return { consumer, crashed };
  }

  /** Resolves with why it ended. */
  private async consume({ consumer, crashed }: Connected): Promise<Error> {
    this.delivery = new KafkaDelivery(this.options);
    const { delivery } = this;
    if (this.stopping.signal.aborted) return new Error('stopped');
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.options.concurrency,
      eachBatch: (payload) => delivery.eachBatch(payload),
    });
    const stopped = new Promise<Error>((resolve) => {
      this.stopping.signal.addEventListener('abort', () => resolve(new Error('stopped')), { once: true });
    });
    return Promise.race([crashed, stopped]);
  }

  /** Ends a consumer that failed; its running batches have lost their partitions. */
  private async discard(): Promise<void> {
    this.delivery.lose();
    if (this.consumer !== undefined) await settlesWithin(this.consumer.disconnect(), LEAVE_LIMIT_MS);
  }

  private giveUp(error: unknown): void {
    this.delivery.lose();
    const reason = error instanceof Error ? error.message : String(error);
    this.options.onFatal(new Error(`The event log cannot reach Kafka any more: ${reason}`, { cause: error }));
  }
}

interface Connected {
  readonly consumer: Consumer;
  readonly crashed: Promise<Error>;
}
