import { type Pool, type PoolClient } from 'pg';
import { MAINTENANCE_LOCK } from './lock-keys';
import { type Topic, type TopicCatalog } from './topic-catalog';

const ROWS_PER_DELETE = 10_000;
/** A deletion mark stays for a day, so that a reader that was away for less still learns of it. */
const DELETION_MARK_KEPT_MS = 86_400_000;

/**
 * Applies retention and compaction, unless somebody else is at it. A partition is compacted when at least `dirtyShare` of
 * its records were appended since the last time, so that the work stays in proportion to what is written.
 */
export async function clearAway(pool: Pool, catalog: TopicCatalog, dirtyShare: number): Promise<void> {
  const topics = await catalog.all();
  const client = await pool.connect();
  try {
    const lock = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(${MAINTENANCE_LOCK}) as taken`,
    );
    if (lock.rows[0]?.taken !== true) return;
    try {
      for (const topic of topics) await clearTopic(client, topic, dirtyShare);
    } finally {
      await client.query(`select pg_advisory_unlock(${MAINTENANCE_LOCK})`);
    }
  } finally {
    client.release();
  }
}

async function clearTopic(client: PoolClient, topic: Topic, dirtyShare: number): Promise<void> {
  const { rows } = await client.query<{ partition: number; head: string; compacted: string }>(
    `select partition, next_position as head, compacted_to as compacted from event_log.partition where topic_id = $1`,
    [topic.id],
  );
  for (const { partition, head, compacted } of rows) {
    if (topic.retentionMs !== null) await deleteExpired(client, topic, partition, topic.retentionMs);
    if (
      topic.cleanup === 'compact' &&
      (await isDirty(client, topic, partition, { head, compacted, dirtyShare }))
    )
      await compact(client, topic, partition, head);
  }
}

/** Records lie in the order of their time, so all before the first that is young enough have expired. */
async function deleteExpired(
  client: PoolClient,
  topic: Topic,
  partition: number,
  retentionMs: number,
): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ seen: number; deleted: number }>(
      `with oldest as (
         select position, timestamp from event_log.record
         where topic_id = $1 and partition = $2 order by position limit ${ROWS_PER_DELETE}),
       deleted as (
         delete from event_log.record r using oldest o
         where r.topic_id = $1 and r.partition = $2 and r.position = o.position
           and o.timestamp < now() - $3 * interval '1 millisecond' returning 1)
       select (select count(*) from oldest)::int as seen, (select count(*) from deleted)::int as deleted`,
      [topic.id, partition, retentionMs],
    );
    if (rows[0] === undefined || rows[0].deleted < ROWS_PER_DELETE) return;
  }
}

async function isDirty(
  client: PoolClient,
  topic: Topic,
  partition: number,
  state: { readonly head: string; readonly compacted: string; readonly dirtyShare: number },
): Promise<boolean> {
  if (state.head === state.compacted) return false;
  const { rows } = await client.query<{ dirty: boolean }>(
    `select count(*) filter (where position >= $3) >= $4::float8 * count(*) as dirty
     from event_log.record where topic_id = $1 and partition = $2`,
    [topic.id, partition, state.compacted, state.dirtyShare],
  );
  return rows[0]?.dirty === true;
}

/** Deletes what a later record of the same key replaces, and deletion marks past their time. */
async function compact(client: PoolClient, topic: Topic, partition: number, head: string): Promise<void> {
  await client.query(
    `with ranked as (
       select position, value is null as gone, timestamp,
              row_number() over (partition by key order by position desc) = 1 as last
       from event_log.record where topic_id = $1 and partition = $2 and position < $3)
     delete from event_log.record r using ranked k
     where r.topic_id = $1 and r.partition = $2 and r.position = k.position
       and (not k.last or (k.gone and k.timestamp < now() - ${DELETION_MARK_KEPT_MS} * interval '1 millisecond'))`,
    [topic.id, partition, head],
  );
  await client.query(
    `update event_log.partition set compacted_to = $3 where topic_id = $1 and partition = $2`,
    [topic.id, partition, head],
  );
}
