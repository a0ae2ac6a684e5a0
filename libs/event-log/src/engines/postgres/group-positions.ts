import { type Pool } from 'pg';
import { type PartitionLag } from '../../event-log';
import { MEMBERS } from './lock-keys';
import { type Topic } from './topic-catalog';

/** The id of a group, made when it is new. */
export async function findGroup(pool: Pool, name: string): Promise<number> {
  const find = (): Promise<{ rows: { id: number }[] }> =>
    pool.query<{ id: number }>(`select id from event_log.consumer_group where name = $1`, [name]);
  const found = (await find()).rows[0];
  if (found !== undefined) return found.id;
  await pool.query(`insert into event_log.consumer_group (name) values ($1) on conflict (name) do nothing`, [
    name,
  ]);
  const made = (await find()).rows[0];
  if (made === undefined) throw new Error(`The group ${name} vanished while it was made.`);
  return made.id;
}

/** Counted from the first record that is still there, so that what retention took away does not stay behind for ever. */
export async function groupLag(
  pool: Pool,
  groupId: number,
  topics: readonly Topic[],
): Promise<readonly PartitionLag[]> {
  const { rows } = await pool.query<{ topic: string; partition: number; lag: string }>(
    `select t.name as topic, p.partition, p.next_position - coalesce(first.position, p.next_position) as lag
     from event_log.partition p
     join event_log.topic t on t.id = p.topic_id
     left join event_log.group_position g on g.group_id = $1 and g.topic_id = p.topic_id and g.partition = p.partition
     left join lateral (
       select r.position from event_log.record r
       where r.topic_id = p.topic_id and r.partition = p.partition and r.position >= coalesce(g.next_position, 0)
       order by r.position limit 1) first on true
     where p.topic_id = any($2) order by t.name, p.partition`,
    [groupId, topics.map((topic) => topic.id)],
  );
  return rows.map((row) => ({ ...row, lag: BigInt(row.lag) }));
}

/** The epoch grows, so that a former member that is still about cannot undo it. */
export async function resetGroup(
  pool: Pool,
  group: { readonly id: number; readonly name: string },
  topics: readonly Topic[],
  to: 'earliest' | 'latest',
): Promise<void> {
  const ids = topics.map((topic) => topic.id);
  const { rows } = await pool.query<{ pid: number }>(MEMBERS, [group.id, ids]);
  if (rows.length > 0)
    throw new Error(`The group ${group.name} has members; stop them before it is put to another position.`);
  await pool.query(
    `insert into event_log.group_position as g (group_id, topic_id, partition, next_position, epoch)
     select $1, topic_id, partition, case when $3 then next_position else 0 end, 1
     from event_log.partition where topic_id = any($2)
     on conflict (group_id, topic_id, partition) do update set next_position = excluded.next_position, epoch = g.epoch + 1`,
    [group.id, ids, to === 'latest'],
  );
}
