import { type EventType, decodeRecord, encodeEvent } from '@bole/contracts';
import { type LogRecord, type OutgoingRecord } from '@bole/event-log';
import { type Incoming } from '@bole/platform';
import { type z } from 'zod';

let position = 0n;

/** An event as a consumer is handed it, with the record that brought it. */
export function incoming<Data extends z.ZodType>(
  type: EventType<Data>,
  data: z.input<Data>,
): Incoming<z.output<Data>> {
  const encoded = encodeEvent(type, data, {
    id: `ev-${position}`,
    source: '/test',
    time: '2026-01-01T00:00:00Z',
  });
  const record: LogRecord = {
    topic: encoded.topic,
    partition: 0,
    position: position++,
    timestamp: new Date('2026-01-01T00:00:00Z'),
    key: Buffer.from(encoded.key),
    value: Buffer.from(encoded.value),
    headers: Object.fromEntries(
      Object.entries(encoded.headers).map(([name, text]) => [name, Buffer.from(text)]),
    ),
  };
  const decoded = decodeRecord(record);
  if (!decoded.ok) throw new Error(`The test's own event is wrong: ${JSON.stringify(decoded.problems)}`);
  return { record, event: decoded.value as Incoming<z.output<Data>>['event'] };
}

/** A record that was read, to be published once more. */
export function asPublished({ topic, key, value, headers }: LogRecord): OutgoingRecord {
  return { topic, key: key?.toString() ?? '', value, headers };
}
