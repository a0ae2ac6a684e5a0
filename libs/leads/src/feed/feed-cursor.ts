import { InvalidInputError, shown } from '@bole/kernel';

/** A place in the feed: the transaction, and the row in it. */
export interface FeedPlace {
  readonly xid: bigint;
  readonly seq: bigint;
}

/** What Postgres can hold: xid8 has 64 bits, bigint 63. */
const MOST_XID = 2n ** 64n - 1n;
const MOST_SEQ = 2n ** 63n - 1n;

export function formatPlace(xid: string, seq: string): string {
  return `${xid}-${seq}`;
}

/** Reads a cursor, `<xid>-<seq>`. Throws InvalidInputError for any other text, naming `field`. */
export function parsePlace(cursor: string, field = 'after'): FeedPlace {
  const [, xid, seq] = /^(\d{1,20})-(\d{1,19})$/.exec(cursor) ?? [];
  if (xid !== undefined && seq !== undefined) {
    const place = { xid: BigInt(xid), seq: BigInt(seq) };
    if (place.xid <= MOST_XID && place.seq <= MOST_SEQ) return place;
  }
  throw new InvalidInputError([
    { code: 'CURSOR_INVALID', field, value: shown(cursor), expected: 'the id of an event of this feed' },
  ]);
}

/** Below 0 when `a` stands before `b` in the feed. */
export function comparePlaces(a: string, b: string): number {
  const [one, other] = [parsePlace(a), parsePlace(b)];
  if (one.xid !== other.xid) return one.xid < other.xid ? -1 : 1;
  return one.seq < other.seq ? -1 : one.seq > other.seq ? 1 : 0;
}
