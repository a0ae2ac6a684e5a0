import { DAY_MS } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';

const KEPT_DAYS = 7;
const AT_ONCE = 5_000;

/**
 * Deletes what the feed has held for a week, at most 5,000 rows, and notes where it now begins. Returns how many they
 * were. Runs as the pipeline, which sees all cities.
 */
export async function pruneLeadFeed(unitOfWork: UnitOfWork, now: Date): Promise<number> {
  const [row] = await unitOfWork.query<{ count: number }>(PRUNE, [
    new Date(now.getTime() - KEPT_DAYS * DAY_MS),
    AT_ONCE,
  ]);
  return row?.count ?? 0;
}

/**
 * A database that was restored on another server counts its transactions from a lower number: what the feed holds of the
 * life before would stand ahead of all that comes, and is of no use to anybody. Deletes that.
 */
export async function dropForeignFeed(unitOfWork: UnitOfWork): Promise<void> {
  await unitOfWork.run(async (transaction) => {
    await transaction.query(
      `delete from matching.lead_change where xid > pg_snapshot_xmax(pg_current_snapshot())`,
    );
    await transaction.query(
      `update matching.lead_feed_start set xid = pg_snapshot_xmin(pg_current_snapshot()), seq = 0
       where xid > pg_snapshot_xmax(pg_current_snapshot())`,
    );
  });
}

/** The oldest rows first: they are found by the primary key, without looking at any that stay. */
const PRUNE = `
  with gone as (
    delete from matching.lead_change where (xid, seq) in (
      select xid, seq from (select xid, seq, at from matching.lead_change order by xid, seq limit $2) as first
      where at < $1)
    returning xid, seq
  ), noted as (
    update matching.lead_feed_start as start set xid = last.xid, seq = last.seq
    from (select xid, seq from gone order by xid desc, seq desc limit 1) as last
    where (start.xid, start.seq) < (last.xid, last.seq)
  )
  select count(*)::int as count from gone`;
