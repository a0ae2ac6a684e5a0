import { Inject, Injectable } from '@nestjs/common';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { formatPlace, parsePlace } from './feed-cursor';
import { type LeadChange, type ProjectChange } from './lead-change';

export interface FeedPage {
  /** In the feed's order; at most as many as asked for. */
  readonly changes: readonly ProjectChange[];
  /** Where to read on: all that is before it, and seen by whoever reads, has been read. */
  readonly next: string;
  /** There is more at once. */
  readonly more: boolean;
  /** There is more, but a transaction that began earlier has not ended: look again soon. */
  readonly waiting: boolean;
  /** Something after the cursor is no longer kept: whoever follows the feed has missed it, and must read the lists anew. */
  readonly lost: boolean;
}

interface Row {
  readonly xmin: string;
  readonly waiting: boolean;
  readonly lost: boolean;
  readonly xid: string | null;
  readonly seq: string;
  readonly city: string;
  readonly project_id: string;
  readonly changes: readonly LeadChange[];
  readonly at: Date;
}

/**
 * What happens to leads, in an order that never changes behind a reader. It is read in the scope of whoever asks: a city
 * sees its own, an adviser what was shared with it.
 *
 * Rows are ordered by the transaction that wrote them, and shown only below the oldest one that still runs
 * (pg_snapshot_xmin): what commits late then still lies ahead. So a transaction that writes for long, anywhere on the
 * server, holds the feed up for as long.
 */
@Injectable()
export class LeadFeed {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: Pick<UnitOfWork, 'query'>) {}

  /** What comes after `cursor`, one page of it. Throws InvalidInputError for what is no cursor. */
  async readAfter(cursor: string, limit: number): Promise<FeedPage> {
    const place = parsePlace(cursor);
    const rows = await this.unitOfWork.query<Row>(PAGE, [String(place.xid), String(place.seq), limit]);
    const [first] = rows;
    if (first === undefined) throw new Error('matching.lead_feed_start is empty');
    const changes = rows.flatMap((row) => (row.xid === null ? [] : toChange(row, row.xid)));
    const more = changes.length === limit;
    const end = formatPlace(first.xmin, '0');
    // A cursor ahead of every transaction is of another life of the database, before a restore.
    const next = more ? (changes.at(-1)?.cursor ?? end) : end;
    return { changes, next, more, waiting: first.waiting, lost: first.lost };
  }

  /** Where what has not been told yet begins: whoever reads the lists after asking for it, and the feed from it, misses nothing. */
  async latest(): Promise<string> {
    const [row] = await this.unitOfWork.query<{ xmin: string }>(
      `select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`,
    );
    return formatPlace(row?.xmin ?? '0', '0');
  }

  /** The first cursor after which everything is still kept. */
  async oldest(): Promise<string> {
    const [row] = await this.unitOfWork.query<{ xid: string; seq: string }>(
      `select xid::text as xid, seq::text as seq from matching.lead_feed_start`,
    );
    return formatPlace(row?.xid ?? '0', row?.seq ?? '0');
  }
}

/** One statement, so that all of it goes by one snapshot. */
const PAGE = `
  select at_present.xmin::text as xmin,
    (kept.xid, kept.seq) > ($1::xid8, $2::bigint) or $1::xid8 > at_present.xmax as lost,
    exists (select from matching.lead_change where xid >= at_present.xmin) as waiting,
    row.xid::text as xid, row.seq::text as seq, row.city, row.project_id, row.changes, row.at
  from (select pg_snapshot_xmin(now) as xmin, pg_snapshot_xmax(now) as xmax from pg_current_snapshot() as now) as at_present
    cross join matching.lead_feed_start as kept
    left join lateral (
      select * from matching.lead_change
      where (xid, seq) > ($1::xid8, $2::bigint) and xid < at_present.xmin
      order by xid, seq limit $3) as row on true
  order by row.xid, row.seq`;

function toChange(row: Row, xid: string): ProjectChange {
  return {
    cursor: formatPlace(xid, row.seq),
    revision: Number(row.seq),
    city: row.city,
    projectId: row.project_id,
    changes: row.changes,
    at: row.at,
  };
}
