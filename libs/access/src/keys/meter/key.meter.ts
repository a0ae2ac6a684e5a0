import { Inject, Injectable } from '@nestjs/common';
import { type Clock, DAY_MS, TooManyRequestsError } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { LRUCache } from 'lru-cache';
import { type RateLimitState } from '../../principal';
import { lotOf } from './lot';

export interface MeteredKey {
  readonly id: string;
  readonly perMinute: number;
  readonly perDay: number;
}

export interface KeyAllowance {
  readonly rateLimit: RateLimitState;
  readonly quota: RateLimitState;
}

/** A key has used up its minute or its day. */
export class KeyLimitReachedError extends TooManyRequestsError {
  constructor(
    code: 'KEY_RATE_EXCEEDED' | 'KEY_QUOTA_EXCEEDED',
    readonly rateLimit: RateLimitState,
  ) {
    const { limit } = rateLimit;
    super(
      code,
      code === 'KEY_RATE_EXCEEDED'
        ? `The key may ask ${limit} times a minute.`
        : `The key may ask ${limit} times a day.`,
      rateLimit.resetSeconds,
    );
  }
}

/** What this gateway has taken of one window and not used yet. */
interface Window {
  /** Milliseconds since 1970 at which it began. */
  readonly start: number;
  left: number;
  /** Taken by all gateways, when this one last asked. */
  counted: number;
}

interface Account {
  minute: Window;
  day: Window;
  /** One question to the database at a time. */
  asking: Promise<void> | undefined;
}

const MINUTE_MS = 60_000;
const KEYS_AT_ONCE = 10_000;
const NOTHING: Window = { start: 0, left: 0, counted: 0 };

/** Counts the requests of keys by minute and by UTC day, in lots that are taken from counters in the database. */
@Injectable()
export class KeyMeter {
  private readonly accounts = new LRUCache<string, Account>({ max: KEYS_AT_ONCE });

  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Counts one request. Throws KeyLimitReachedError. */
  async count(key: MeteredKey, ip: string | undefined): Promise<KeyAllowance> {
    const account = this.accountOf(key.id);
    const now = this.clock.now().getTime();
    while (!isStocked(account, now)) {
      refuseWhenUsedUp(key, account, now);
      account.asking ??= this.fill(key, account, now, ip).finally(() => (account.asking = undefined));
      await account.asking;
    }
    account.minute.left--;
    account.day.left--;
    return allowanceOf(key, account, now);
  }

  private accountOf(id: string): Account {
    const known = this.accounts.get(id);
    if (known !== undefined) return known;
    const account = { minute: NOTHING, day: NOTHING, asking: undefined };
    this.accounts.set(id, account);
    return account;
  }

  /** Takes a lot of each window that is empty or over; both in one transaction, under the lock of the key's row. */
  private async fill(key: MeteredKey, account: Account, now: number, ip: string | undefined): Promise<void> {
    const starts = { minute: now - (now % MINUTE_MS), day: now - (now % DAY_MS) };
    const held = {
      minute: account.minute.start === starts.minute ? account.minute.left : 0,
      day: account.day.start === starts.day ? account.day.left : 0,
    };
    const taken = await Acting.run(SIGN_IN, () =>
      this.unitOfWork.run(async (transaction) => {
        const [row] = await transaction.query<UsageRow>(
          `select minute, minute_count, day, day_count from access.key_usage where key_id = $1 for update`,
          [key.id],
        );
        if (row === undefined) throw new Error(`Key ${key.id} has no counters`);
        const minute = grant(row.minute, row.minute_count, starts.minute, held.minute, key.perMinute);
        const day = grant(row.day, row.day_count, starts.day, held.day, key.perDay);
        await transaction.query(
          `update access.key_usage set minute = $2, minute_count = $3, day = $4, day_count = $5,
             last_used_at = $6, last_used_ip = $7 where key_id = $1`,
          [
            key.id,
            new Date(minute.start),
            minute.counted,
            new Date(day.start),
            day.counted,
            new Date(now),
            ip ?? null,
          ],
        );
        return { minute, day };
      }),
    );
    account.minute = taken.minute;
    account.day = taken.day;
  }
}

interface UsageRow {
  readonly minute: Date;
  readonly minute_count: number;
  readonly day: Date;
  readonly day_count: number;
}

/** A lot of a window, or what there is left of it. A gateway whose clock runs behind goes on in the window of the others. */
function grant(kept: Date, count: number, start: number, held: number, limit: number): Window {
  const isLater = kept.getTime() > start;
  const counted = kept.getTime() >= start ? count : 0;
  const wanted = held > 0 ? 0 : lotOf(limit);
  const granted = Math.max(0, Math.min(wanted, limit - counted));
  return { start: isLater ? kept.getTime() : start, left: held + granted, counted: counted + granted };
}

function isStocked({ minute, day }: Account, now: number): boolean {
  return hasLeft(minute, now, MINUTE_MS) && hasLeft(day, now, DAY_MS);
}

function hasLeft({ start, left }: Window, now: number, length: number): boolean {
  return left > 0 && now < start + length;
}

/** Known without a question until the window is over. */
function refuseWhenUsedUp(key: MeteredKey, { minute, day }: Account, now: number): void {
  if (isUsedUp(day, key.perDay, now, DAY_MS))
    throw new KeyLimitReachedError('KEY_QUOTA_EXCEEDED', stateOf(day, key.perDay, now, DAY_MS));
  if (isUsedUp(minute, key.perMinute, now, MINUTE_MS))
    throw new KeyLimitReachedError('KEY_RATE_EXCEEDED', stateOf(minute, key.perMinute, now, MINUTE_MS));
}

function isUsedUp({ start, left, counted }: Window, limit: number, now: number, length: number): boolean {
  return left === 0 && counted >= limit && now < start + length;
}

function allowanceOf(key: MeteredKey, { minute, day }: Account, now: number): KeyAllowance {
  return {
    rateLimit: stateOf(minute, key.perMinute, now, MINUTE_MS),
    quota: stateOf(day, key.perDay, now, DAY_MS),
  };
}

function stateOf(
  { start, left, counted }: Window,
  limit: number,
  now: number,
  length: number,
): RateLimitState {
  return {
    limit,
    remaining: Math.max(0, limit - counted + left),
    resetSeconds: Math.max(1, Math.ceil((start + length - now) / 1_000)),
  };
}
