import { type Kafka, Partitioners, type Producer, type TopicMessages } from 'kafkajs';
import { type OutgoingRecord } from '../../event-log';
import { chunksOf } from '../../record-size';

/** kafkajs makes one batch of all that goes to a partition at once, and Kafka limits a batch as it limits a record. */
const MOST_AT_ONCE = { records: 5_000, bytes: 4_000_000 };
const ALL_REPLICAS = -1;

/** Idempotent: what kafkajs sends again is written once, in its place. A producer that failed is replaced by a new one. */
export class KafkaPublisher {
  private current: Seat | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly kafkaName: (topic: string) => string,
  ) {}

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    const chunks = chunksOf(records, MOST_AT_ONCE);
    const seat = (this.current ??= new Seat(this.kafka));
    try {
      await seat.use(async (producer) => {
        for (const chunk of chunks)
          await producer.sendBatch({ topicMessages: this.byTopic(chunk), acks: ALL_REPLICAS });
      });
    } catch (error) {
      // After an error kafkajs may number its records otherwise than the broker expects, for ever.
      if (this.current === seat) this.current = undefined;
      await seat.retire();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.current?.retire();
    this.current = undefined;
  }

  private byTopic(records: readonly OutgoingRecord[]): TopicMessages[] {
    const topics = new Map<string, TopicMessages>();
    for (const { topic, key, value, headers } of records) {
      const messages = topics.get(topic) ?? { topic: this.kafkaName(topic), messages: [] };
      messages.messages.push({ key, value, headers: { ...headers } });
      topics.set(topic, messages);
    }
    return [...topics.values()];
  }
}

/** One producer and those who use it; it is disconnected when it is retired and the last has done with it. */
class Seat {
  private readonly producer: Producer;
  private readonly connected: Promise<void>;
  private users = 0;
  private retired = false;

  constructor(kafka: Kafka) {
    this.producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      // kafkajs gives an idempotent producer no end of tries; a caller wants an answer.
      retry: { retries: 6, initialRetryTime: 200, maxRetryTime: 5_000 },
    });
    this.connected = this.producer.connect();
  }

  async use(work: (producer: Producer) => Promise<void>): Promise<void> {
    this.users += 1;
    try {
      await this.connected;
      await work(this.producer);
    } finally {
      this.users -= 1;
      if (this.retired) await this.leaveWhenUnused();
    }
  }

  async retire(): Promise<void> {
    this.retired = true;
    await this.leaveWhenUnused();
  }

  private async leaveWhenUnused(): Promise<void> {
    if (this.users === 0) await this.producer.disconnect().catch(() => undefined);
  }
}
