import { type Pool } from 'pg';
import { type LogRecord } from '../../event-log';
import { decodeHeaders } from './append-records';
import { type Topic } from './topic-catalog';

const MAX_FETCH_BYTES = 8_000_000;

export interface FetchRange {
  readonly from: bigint;
  /** The first position not wanted; none: to the end. */
  readonly to?: bigint;
  readonly maxRecords: number;
}

/** The next records of a partition in order: at most `maxRecords`, and no more than one beyond 8 MB of values. */
export async function fetchRecords(
  pool: Pool,
  topic: Topic,
  partition: number,
  range: FetchRange,
): Promise<readonly LogRecord[]> {
  const { rows } = await pool.query<Row>({
    name: 'event-log-fetch',
    text: FETCH,
    values: [topic.id, partition, range.from, range.to ?? null, range.maxRecords, MAX_FETCH_BYTES],
  });
  return rows.map((row) => ({
    topic: topic.name,
    partition,
    position: BigInt(row.position),
    key: row.key,
    value: row.value,
    headers: decodeHeaders(row.headers),
    timestamp: row.timestamp,
  }));
}

interface Row {
  readonly position: string;
  readonly key: Buffer;
  readonly value: Buffer | null;
  readonly headers: string;
  readonly timestamp: Date;
}

const FETCH = `
  select position, key, value, headers, timestamp
  from (
    select *, sum(bytes) over (order by position rows unbounded preceding) - bytes as before
    from (
      select position, key, value, headers, timestamp, coalesce(octet_length(value), 0) as bytes from event_log.record
      where topic_id = $1 and partition = $2 and position >= $3::bigint and position < coalesce($4::bigint, 9223372036854775807)
      order by position limit $5) as page) as summed
  where before < $6
  order by position`;
