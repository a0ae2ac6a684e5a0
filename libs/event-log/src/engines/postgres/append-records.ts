import { type Pool } from 'pg';
import { type OutgoingRecord } from '../../event-log';
import { chunksOf } from '../../record-size';
import { type Topic } from './topic-catalog';

/** The channel that readers listen on; the payload is `<topic id>.<partition>`. */
export const APPENDED = 'event_log_appended';
const MOST_AT_ONCE = { records: 5_000, bytes: 16_000_000 };

/** Appends records in their order, one statement (and one commit) per 5,000 records or 16 MB. */
export async function appendRecords(
  pool: Pool,
  records: readonly OutgoingRecord[],
  topics: ReadonlyMap<string, Topic>,
): Promise<void> {
  for (const chunk of chunksOf(records, MOST_AT_ONCE))
    await appendChunk(
      pool,
      chunk.map((record) => placed(record, topics)),
    );
}

interface Placed {
  readonly topicId: number;
  readonly partition: number;
  readonly key: Buffer;
  readonly value: Buffer | null;
  readonly headers: string;
}

function placed(record: OutgoingRecord, topics: ReadonlyMap<string, Topic>): Placed {
  const topic = topics.get(record.topic);
  if (topic === undefined) throw new Error(`The event log has no topic ${record.topic}: make it first.`);
  const key = Buffer.from(record.key, 'utf8');
  const value = typeof record.value === 'string' ? Buffer.from(record.value, 'utf8') : record.value;
  const partition = fnv1a(key) % topic.partitions;
  return { topicId: topic.id, partition, key, value, headers: encodeHeaders(record.headers) };
}

/**
 * Whoever appends holds the partition's row until the commit, so positions become visible in their order and a reader
 * never passes over a record that is committed late. The rows are locked in one order, so that no two wait for each other.
 * Keys and values travel as one block of bytes with the places where they lie: no escaping, no hexadecimal.
 */
async function appendChunk(pool: Pool, chunk: readonly Placed[]): Promise<void> {
  const counts = new Map<string, { topicId: number; partition: number; count: number }>();
  const columns = {
    topic: [] as number[],
    partition: [] as number[],
    nth: [] as number[],
    keyAt: [] as number[],
    valueAt: [] as number[],
    end: [] as (number | null)[],
    headers: [] as string[],
  };
  const parts: Buffer[] = [];
  let at = 0;
  for (const { topicId, partition, key, value, headers } of chunk) {
    const slot = `${topicId}.${partition}`;
    const count = counts.get(slot) ?? { topicId, partition, count: 0 };
    counts.set(slot, count);
    columns.topic.push(topicId);
    columns.partition.push(partition);
    columns.nth.push(count.count++);
    columns.keyAt.push(at);
    columns.valueAt.push(at + key.length);
    columns.headers.push(headers);
    at += key.length + (value?.length ?? 0);
    columns.end.push(value === null ? null : at);
    parts.push(key);
    if (value !== null) parts.push(value);
  }
  const heads = [...counts.values()];
  await pool.query({
    name: 'event-log-append',
    text: APPEND,
    values: [
      ...[
        columns.topic,
        columns.partition,
        columns.nth,
        columns.keyAt,
        columns.valueAt,
        columns.end,
        columns.headers,
      ],
      Buffer.concat(parts),
      heads.map((head) => head.topicId),
      heads.map((head) => head.partition),
      heads.map((head) => head.count),
    ],
  });
}

const APPEND = `
  with head as materialized (
    select p.topic_id, p.partition, p.next_position, h.records
    from event_log.partition p
    join unnest($9::int[], $10::int[], $11::int[]) as h(topic_id, partition, records) using (topic_id, partition)
    order by p.topic_id, p.partition
    for update of p),
  moved as (
    update event_log.partition p set next_position = head.next_position + head.records
    from head where p.topic_id = head.topic_id and p.partition = head.partition),
  appended as (
    insert into event_log.record (topic_id, partition, position, key, value, headers, timestamp)
    select topic_id, partition, head.next_position + i.nth,
           substring($8::bytea from i.key_at + 1 for i.value_at - i.key_at),
           substring($8::bytea from i.value_at + 1 for i.end_at - i.value_at),
           i.headers, clock_timestamp()
    from unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[])
         as i(topic_id, partition, nth, key_at, value_at, end_at, headers)
    join head using (topic_id, partition))
  select pg_notify('${APPENDED}', topic_id || '.' || partition) from head`;

/** Headers as JSON of one character per byte: any bytes survive, and ASCII stays readable in the table. */
function encodeHeaders(headers: OutgoingRecord['headers']): string {
  const texts = Object.entries(headers).map(([name, value]) => [
    name,
    Buffer.from(value as string).toString('latin1'),
  ]);
  return JSON.stringify(Object.fromEntries(texts));
}

export function decodeHeaders(text: string): Record<string, Buffer> {
  const texts = Object.entries(JSON.parse(text) as Record<string, string>);
  return Object.fromEntries(texts.map(([name, value]) => [name, Buffer.from(value, 'latin1')]));
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function fnv1a(bytes: Buffer): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
