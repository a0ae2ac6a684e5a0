import { type Pool } from 'pg';
import { type LogRecord } from '../../event-log';
import { type Topic } from './topic-catalog';

/** Writes new values where the records lie. Those that retention or compaction took meanwhile stay gone. */
export async function replaceValues(
  pool: Pool,
  topic: Topic,
  changes: readonly { readonly record: LogRecord; readonly value: Buffer }[],
): Promise<number> {
  if (changes.length === 0) return 0;
  const { rowCount } = await pool.query(
    `update event_log.record as r set value = c.value
     from unnest($2::int[], $3::bigint[], $4::bytea[]) as c(partition, position, value)
     where r.topic_id = $1 and r.partition = c.partition and r.position = c.position`,
    [
      topic.id,
      changes.map(({ record }) => record.partition),
      changes.map(({ record }) => record.position),
      changes.map(({ value }) => value),
    ],
  );
  return rowCount ?? 0;
}
