import { Inject, Injectable } from '@nestjs/common';
import { ConflictError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type AuditNoteContent } from '../exchange';

export interface IdempotencyEntry {
  readonly city: string;
  /** The person or key that sent it. */
  readonly caller: string;
  readonly key: string;
  /** Of method, path and body. */
  readonly fingerprint: string;
  /** Whose lease it is: an attempt that outlived its lease changes nothing any more. */
  readonly attempt: string;
  readonly now: Date;
  readonly leaseUntil: Date;
  readonly expiresAt: Date;
}

export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; null for an empty answer. */
  readonly body: string | null;
  /** What is to be noted in the audit before the answer may be given; absent: it has its entry. */
  readonly owed?: AuditNoteContent;
}

interface EarlierRequest {
  readonly fingerprint: string;
  /** Null while it is at work. */
  readonly answer: KeptAnswer | null;
}

/** Stands in place of the answer's, where an erasure took the answer away. */
export const ERASED_STATUS = 410;

/** At most this many expired entries of the city leave with each new one. */
const PRUNED_AT_ONCE = 20;

@Injectable()
export class IdempotencyStore {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  /** Takes the key: undefined when it is ours now, else the earlier request that has it. */
  async begin(entry: IdempotencyEntry): Promise<EarlierRequest | undefined> {
    return this.unitOfWork.run(async (transaction) => {
      await transaction.query(
        `delete from gateway.idempotency where (city, caller, key) in
           (select city, caller, key from gateway.idempotency
            where city = $1 and expires_at <= $2 order by expires_at limit ${PRUNED_AT_ONCE} for update skip locked)`,
        [entry.city, entry.now],
      );
      const taken = await transaction.query(
        `insert into gateway.idempotency as kept
           (city, caller, key, fingerprint, attempt, created_at, lease_until, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (city, caller, key) do update
           set fingerprint = excluded.fingerprint, attempt = excluded.attempt, created_at = excluded.created_at,
               lease_until = excluded.lease_until, expires_at = excluded.expires_at,
               status = null, headers = null, body = null, owed = null
           where kept.expires_at <= excluded.created_at
              or (kept.status is null and kept.lease_until <= excluded.created_at and kept.fingerprint = excluded.fingerprint)
         returning attempt`,
        [
          ...[entry.city, entry.caller, entry.key, entry.fingerprint, entry.attempt],
          ...[entry.now, entry.leaseUntil, entry.expiresAt],
        ],
      );
      if (taken.length > 0) return undefined;
      const [row] = await transaction.query<
        { fingerprint: string } & (
          | { status: null }
          | {
              status: number;
              headers: KeptAnswer['headers'];
              body: string | null;
              owed: AuditNoteContent | null;
            }
        )
      >(
        `select fingerprint, status, headers, body, owed from gateway.idempotency where city = $1 and caller = $2 and key = $3`,
        [entry.city, entry.caller, entry.key],
      );
      // The first one failed and let go between the two statements: as good as still at work, so it is asked again.
      if (row === undefined) return { fingerprint: entry.fingerprint, answer: null };
      const { fingerprint } = row;
      if (row.status === null) return { fingerprint, answer: null };
      const { status, headers, body, owed } = row;
      return { fingerprint, answer: { status, headers, body, ...(owed === null ? {} : { owed }) } };
    });
  }

  /** Holds the key for longer, as long as it is this attempt's. */
  async renew(entry: IdempotencyEntry, leaseUntil: Date): Promise<void> {
    await this.unitOfWork.run((transaction) =>
      transaction.query(
        `update gateway.idempotency set lease_until = $5
         where city = $1 and caller = $2 and key = $3 and attempt = $4 and status is null`,
        [entry.city, entry.caller, entry.key, entry.attempt, leaseUntil],
      ),
    );
  }

  /**
   * Keeps the answer. Throws ConflictError when another attempt has taken the key over, so that the deed is undone where it
   * is in the same transaction: one attempt alone commits.
   */
  async finish(entry: IdempotencyEntry, { status, headers, body, owed }: KeptAnswer): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const finished = await transaction.query(
        `update gateway.idempotency set status = $5, headers = $6, body = $7, owed = $8
         where city = $1 and caller = $2 and key = $3 and attempt = $4 and status is null
         returning attempt`,
        [
          ...[entry.city, entry.caller, entry.key, entry.attempt],
          ...[status, JSON.stringify(headers), body, owed === undefined ? null : JSON.stringify(owed)],
        ],
      );
      if (finished.length === 0)
        throw new ConflictError(
          'REQUEST_IN_PROGRESS',
          'This request took so long that another with its Idempotency-Key went on in its place: ask again.',
        );
    });
  }

  /** Takes the debt of the answer off, in the transaction that pays it; false when another has. */
  async settle(entry: IdempotencyEntry): Promise<boolean> {
    const settled = await this.unitOfWork.run((transaction) =>
      transaction.query(
        `update gateway.idempotency set owed = null
         where city = $1 and caller = $2 and key = $3 and owed is not null returning key`,
        [entry.city, entry.caller, entry.key],
      ),
    );
    return settled.length > 0;
  }

  /** Removes up to `most` that have expired, of whatever city; says how many it were. */
  async clearExpired(now: Date, most: number): Promise<number> {
    const [row] = await this.unitOfWork.query<{ cleared: number }>(
      `select gateway.clear_expired($1, $2) as cleared`,
      [now, most],
    );
    return row?.cleared ?? 0;
  }

  async release(entry: IdempotencyEntry): Promise<void> {
    await this.unitOfWork.run((transaction) =>
      transaction.query(
        `delete from gateway.idempotency where city = $1 and caller = $2 and key = $3 and attempt = $4 and status is null`,
        [entry.city, entry.caller, entry.key, entry.attempt],
      ),
    );
  }
}
