import { type IHeaders, type KafkaMessage } from 'kafkajs';
import { type LogRecord } from '../../event-log';

export function recordOf(topic: string, partition: number, message: KafkaMessage): LogRecord {
  return {
    topic,
    partition,
    position: BigInt(message.offset),
    key: message.key,
    value: message.value,
    headers: headersOf(message.headers ?? {}),
    timestamp: new Date(Number(message.timestamp)),
  };
}

/** Kafka allows a header more than once; we read the last. */
function headersOf(headers: IHeaders): Record<string, Buffer> {
  const read: Record<string, Buffer> = {};
  for (const [name, value] of Object.entries(headers)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) read[name] = Buffer.isBuffer(last) ? last : Buffer.from(last, 'utf8');
  }
  return read;
}
