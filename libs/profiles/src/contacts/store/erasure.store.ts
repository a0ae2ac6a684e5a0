import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { type PersonIdentity } from '@bole/platform';
import { type ErasureReason, type ErasureReceipt } from '../commands/erase-contact/erase-contact.command';
import { personKeys } from '../erasure/erased-people';

interface ErasureRow {
  readonly id: string;
  readonly contact_ids: readonly string[];
  readonly reason: ErasureReason;
  readonly begun_at: Date;
  readonly finished_at: Date | null;
  readonly removed: Readonly<Record<string, number>>;
  readonly last_copy_gone_at: Date | null;
}

export async function findErasure(
  database: Pick<UnitOfWork, 'query'>,
  by: 'id' | 'contact',
  id: string,
): Promise<ErasureReceipt | undefined> {
  const [row] = await database.query<ErasureRow>(
    `select * from intake.erasure where ${by === 'id' ? 'id = $1' : 'contact_ids @> array[$1]'}
     order by begun_at desc limit 1`,
    [id],
  );
  return row && toReceipt(row);
}

export interface BegunErasure {
  readonly id: string;
  readonly city: string;
  readonly contactIds: readonly string[];
  readonly reason: ErasureReason;
  readonly askedBy: string;
  readonly at: Date;
}

export async function beginErasure(transaction: Transaction, erasure: BegunErasure): Promise<void> {
  const { id, city, contactIds, reason, askedBy, at } = erasure;
  await transaction.query(
    `insert into intake.erasure (id, city, contact_ids, reason, asked_by, begun_at) values ($1, $2, $3, $4, $5, $6)`,
    [id, city, contactIds, reason, askedBy, at],
  );
}

/** From now on, whoever comes in and is this person is dropped. `newSalt`: 32 random bytes, for a city that has none yet. */
export async function keepOut(
  transaction: Transaction,
  city: string,
  identity: PersonIdentity,
  at: Date,
  newSalt: Buffer,
): Promise<void> {
  await transaction.query(
    `insert into intake.erasure_salt (city, salt) values ($1, $2) on conflict (city) do nothing`,
    [city, newSalt],
  );
  const [kept] = await transaction.query<{ salt: Buffer }>(
    `select salt from intake.erasure_salt where city = $1`,
    [city],
  );
  await transaction.query(
    `insert into intake.erased_person (city, key, erased_at) select $1, unnest($2::text[]), $3
     on conflict (city, key) do update set erased_at = excluded.erased_at`,
    [city, personKeys(kept?.salt ?? newSalt, identity), at],
  );
}

export interface FinishedErasure {
  readonly id: string;
  readonly contactIds: readonly string[];
  readonly removed: Readonly<Record<string, number>>;
  readonly at: Date;
  readonly lastCopyGoneAt: Date;
}

export async function finishErasure(
  transaction: Transaction,
  done: FinishedErasure,
): Promise<ErasureReceipt> {
  const { id, contactIds, removed, at, lastCopyGoneAt } = done;
  const [row] = await transaction.query<ErasureRow>(
    `update intake.erasure set contact_ids = $2, removed = $3::jsonb, finished_at = $4, last_copy_gone_at = $5
     where id = $1 returning *`,
    [id, contactIds, JSON.stringify(removed), at, lastCopyGoneAt],
  );
  if (row === undefined) throw new Error(`The erasure ${id} vanished while it was done`);
  return toReceipt(row);
}

function toReceipt(row: ErasureRow): ErasureReceipt {
  return {
    id: row.id,
    contactIds: row.contact_ids,
    reason: row.reason,
    begunAt: row.begun_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    removed: row.removed,
    lastCopyGoneAt: row.last_copy_gone_at?.toISOString() ?? null,
  };
}
