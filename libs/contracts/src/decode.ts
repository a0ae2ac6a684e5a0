import { type z } from 'zod';
import { CORRELATION_ID, type EventMeta, HEADER, metaToHeaders } from './cloud-event';
import { type EventType } from './event-type';
import { type FieldProblem, problemsOf } from './problems';
import { eventOfType, eventTypesOf } from './registry';
import { instant } from './model/fields';

/** A record as an event log carries it. */
export interface WireRecord {
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer>>;
}

export interface DecodedEvent<Data = unknown> {
  readonly event: EventType;
  readonly meta: EventMeta;
  readonly key: string;
  readonly data: Data;
}

export type Decoded =
  | { readonly ok: true; readonly value: DecodedEvent }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** The largest value that is read of most events, in bytes. A record above it is rejected unparsed. */
export const MAX_VALUE_BYTES = 1_048_576;

/**
 * Reads one record: headers, type, UTF-8, JSON, schema, key. Never throws for what a record holds; every fault is a
 * problem that names the field and says what would be right. Unknown members are left out, as DESIGN 4 asks of readers.
 */
export function decodeRecord(record: WireRecord): Decoded {
  const type = record.headers[HEADER.type]?.toString('utf8');
  const known = eventTypesOf(record.topic).join(' or ');
  if (type === undefined) return fail('EVENT_TYPE_MISSING', `header ${HEADER.type}`, undefined, known);
  const event = eventOfType(type);
  if (event === undefined || event.topic !== record.topic)
    return fail('EVENT_TYPE_UNKNOWN', `header ${HEADER.type}`, type, `${known} on topic ${record.topic}`);

  const meta = readMeta(record, type);
  if (!meta.ok) return meta;
  const json = readJson(record.value, event.maxValueBytes ?? MAX_VALUE_BYTES);
  if (!json.ok) return json;
  const parsed = event.data.safeParse(json.value);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, json.value) };

  const key = record.key?.toString('utf8');
  const expectedKey = event.key(parsed.data);
  if (key === undefined || key === '')
    return fail('RECORD_KEY_MISSING', 'key', undefined, `the key ${expectedKey}`);
  if (key !== expectedKey) return fail('RECORD_KEY_WRONG', 'key', key, `the key ${expectedKey}`);
  return { ok: true, value: { event, meta: meta.value, key, data: parsed.data } };
}

/** A decoded event as one of `type`; undefined when it is another. */
export function as<Data extends z.ZodType>(
  decoded: DecodedEvent,
  type: EventType<Data>,
): DecodedEvent<z.output<Data>> | undefined {
  return decoded.event.type === type.type ? (decoded as DecodedEvent<z.output<Data>>) : undefined;
}

/** The record that carries `data`, checked against its own schema first. Throws a ZodError on a program's mistake. */
export function encodeEvent<Data extends z.ZodType>(
  event: EventType<Data>,
  data: z.input<Data>,
  meta: Omit<EventMeta, 'type'>,
): { topic: string; key: string; value: string; headers: Record<string, string> } {
  const parsed = event.data.parse(data);
  return {
    topic: event.topic,
    key: event.key(parsed),
    value: JSON.stringify(parsed),
    headers: metaToHeaders({ ...meta, type: event.type }),
  };
}

/** The correlation id of a record, decodable or not, where it carries a sound one. */
export function correlationIdOf({ headers }: Pick<WireRecord, 'headers'>): string | undefined {
  const given = headers[HEADER.correlationId]?.toString('utf8');
  return given !== undefined && CORRELATION_ID.test(given) ? given : undefined;
}

type Read<Value> = { ok: true; value: Value } | { ok: false; problems: readonly FieldProblem[] };

function readMeta(record: WireRecord, type: string): Read<EventMeta> {
  const text = (name: string) => record.headers[name]?.toString('utf8');
  const id = text(HEADER.id);
  const source = text(HEADER.source);
  const time = text(HEADER.time);
  if (!id)
    return fail(
      'EVENT_ID_MISSING',
      `header ${HEADER.id}`,
      undefined,
      'an id that is unique within its source',
    );
  if (!source)
    return fail(
      'EVENT_SOURCE_MISSING',
      `header ${HEADER.source}`,
      undefined,
      'a URI reference such as /city-crm',
    );
  if (!time || !instant.safeParse(time).success)
    return fail(
      'EVENT_TIME_INVALID',
      `header ${HEADER.time}`,
      time,
      'an RFC 3339 instant such as 2026-11-21T09:30:00+08:00',
    );
  const correlationId = correlationIdOf(record);
  return {
    ok: true,
    value: { id, type, source, time, correlationId, traceparent: text(HEADER.traceparent) },
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readJson(value: Buffer | null, maxBytes: number): Read<unknown> {
  if (value === null) return fail('RECORD_VALUE_MISSING', 'value', undefined, 'a JSON object');
  if (value.length > maxBytes)
    return fail('RECORD_TOO_LARGE', 'value', `${value.length} bytes`, `at most ${maxBytes} bytes`);
  let text: string;
  try {
    text = utf8.decode(value);
  } catch {
    return fail('RECORD_NOT_UTF8', 'value', `${value.length} bytes`, 'UTF-8 text');
  }
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return fail('RECORD_NOT_JSON', 'value', (error as Error).message, 'one JSON object');
  }
}

function fail(
  code: string,
  field: string,
  value: string | undefined,
  expected: string,
): { ok: false; problems: FieldProblem[] } {
  return { ok: false, problems: [{ code, field, ...(value === undefined ? {} : { value }), expected }] };
}
