import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, TooManyRequestsError } from '@bole/kernel';
import { Acting, SIGN_IN, type Transaction, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import ipaddr from 'ipaddr.js';
import { normalEmail } from '../../email-address';
import { type Origin } from '../../principal';
import {
  ACCOUNT_RULE,
  ADDRESS_RULE,
  attempt,
  type AttemptRule,
  type AttemptState,
  FORGET_LOCKS_MS,
  MAIL_RULE,
  NO_ATTEMPTS,
} from './attempt-rule';

interface Counted {
  readonly key: string;
  readonly rule: AttemptRule;
}

/** Attempts that were let through; to be taken back when they succeed. */
export interface AllowedAttempt {
  /** Whether it is the last one before the account is locked. */
  readonly locks: boolean;
  readonly keys: readonly string[];
}

/**
 * Bounds how often secrets are tried. Each attempt is counted before it is made and taken back when it succeeds, so that many
 * at once do not slip through; the counters lie in the database, so they hold over all gateways. (rate-limiter-flexible
 * has no injected clock, no sliding window and no growing locks.) Keys are hashes: what people mistyped is not kept.
 */
@Injectable()
export class AttemptLimiter {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Before a password is tried for an account. Throws TooManyRequestsError. */
  password(email: string, origin: Origin): Promise<AllowedAttempt> {
    return this.allow(accountKey(email), ACCOUNT_RULE, origin, 'SIGN_IN_LOCKED');
  }

  /** Before a mail is sent to an address because somebody asked for it. Throws TooManyRequestsError. */
  mail(email: string, origin: Origin): Promise<AllowedAttempt> {
    return this.allow(keyOf('mail', normalEmail(email)), MAIL_RULE, origin, 'MAIL_LOCKED');
  }

  /** The attempt succeeded: it is no failure, and earlier ones of the account are forgotten. */
  async succeeded(transaction: Transaction, { keys: [account, address] }: AllowedAttempt): Promise<void> {
    await transaction.query(`delete from access.attempt where key = $1`, [account]);
    if (address !== undefined)
      await transaction.query(
        `update access.attempt set recent = recent[:cardinality(recent) - 1], locks = 0, locked_until = null where key = $1`,
        [address],
      );
  }

  /** Lifts the lock of an account, e.g. when its password was set anew. */
  async forget(transaction: Transaction, email: string): Promise<void> {
    await transaction.query(`delete from access.attempt where key = $1`, [accountKey(email)]);
  }

  private async allow(
    account: string,
    rule: AttemptRule,
    { ip }: Origin,
    code: string,
  ): Promise<AllowedAttempt> {
    const counted: Counted[] = [{ key: account, rule }];
    if (ip !== undefined) counted.push({ key: keyOf(code, networkOf(ip)), rule: ADDRESS_RULE });
    const now = this.clock.now();
    const outcome = await Acting.run(SIGN_IN, () =>
      this.unitOfWork.run((transaction) => takeAll(transaction, counted, now)),
    );
    if ('refusedForMs' in outcome)
      throw new TooManyRequestsError(
        code,
        'This was tried too often; wait before you try again.',
        Math.ceil(outcome.refusedForMs / 1_000),
      );
    return { locks: outcome.lockedNow, keys: counted.map(({ key }) => key) };
  }
}

type Outcome = { readonly refusedForMs: number } | { readonly lockedNow: boolean };

/** Counts for all of them or, when one refuses, for none. The account first: every attempt takes its locks in one order. */
async function takeAll(transaction: Transaction, counted: readonly Counted[], now: Date): Promise<Outcome> {
  const states: { key: string; state: AttemptState }[] = [];
  let lockedNow = false;
  for (const [at, { key, rule }] of counted.entries()) {
    const after = attempt(await take(transaction, key, now), now, rule);
    if ('refusedForMs' in after) return after;
    if (at === 0) lockedNow = after.lockedNow;
    states.push({ key, state: after.state });
  }
  for (const { key, state } of states)
    await transaction.query(
      `update access.attempt set recent = $2, locks = $3, locked_until = $4, touched_at = $5 where key = $1`,
      [key, state.recent, state.locks, state.lockedUntil, now],
    );
  await transaction.query(
    `delete from access.attempt where ctid in (
       select ctid from access.attempt where touched_at < $1 limit 100 for update skip locked)`,
    [new Date(now.getTime() - 2 * FORGET_LOCKS_MS)],
  );
  return { lockedNow };
}

async function take(transaction: Transaction, key: string, now: Date): Promise<AttemptState> {
  await transaction.query(
    `insert into access.attempt (key, recent, locks, touched_at) values ($1, '{}', 0, $2) on conflict do nothing`,
    [key, now],
  );
  const [row] = await transaction.query<{ recent: Date[]; locks: number; locked_until: Date | null }>(
    `select recent, locks, locked_until from access.attempt where key = $1 for update`,
    [key],
  );
  return row === undefined
    ? NO_ATTEMPTS
    : { recent: row.recent, locks: row.locks, lockedUntil: row.locked_until };
}

function accountKey(email: string): string {
  return keyOf('account', normalEmail(email));
}

function keyOf(kind: string, what: string): string {
  return createHash('sha256').update(`${kind} ${what}`).digest('base64url');
}

/** An IPv6 customer has a whole /64, and could ask from another of its addresses each time. */
function networkOf(ip: string): string {
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4'
    ? address.toString()
    : address.toNormalizedString().split(':').slice(0, 4).join(':');
}
