/**
 * The advisory locks of the event log, as SQL. Postgres gives 64 bits: a mark that keeps us clear of other users of the
 * same database (8 bits), the group (24), the topic (20) and the partition (12). The checks of the tables keep them in.
 */
const MARK = { partition: 0x42, member: 0x43, maintenance: 0x44 } as const;

/** Held alone by the member of the group that reads the partition. */
export const partitionLock = (group: string, topic: string, partition: string): string =>
  `((${MARK.partition}::bigint << 56) | (${group}::bigint << 32) | (${topic}::bigint << 12) | ${partition}::bigint)`;

/** Held together by all members of the group that read the topic. */
export const memberLock = (group: string, topic: string): string =>
  `((${MARK.member}::bigint << 56) | (${group}::bigint << 32) | (${topic}::bigint << 12))`;

/** Held alone by whoever clears away. */
export const MAINTENANCE_LOCK = `(${MARK.maintenance}::bigint << 56)`;

/**
 * The backends that are members of the group for any of the topics: rows (topic_id, pid).
 * pg_locks shows the halves of a 64-bit key as classid and objid, with objsubid 1.
 */
export const MEMBERS = `
  select t.topic_id, l.pid
  from unnest($2::int[]) as t(topic_id)
  join pg_locks l on l.objid::bigint = (t.topic_id::bigint << 12)
  where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
    and l.classid::bigint = ((${MARK.member}::bigint << 24) | $1::bigint)
    and l.database = (select oid from pg_database where datname = current_database())`;
