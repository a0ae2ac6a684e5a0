/** How many attempts may fail, and what follows then. */
export interface AttemptRule {
  readonly most: number;
  readonly withinMs: number;
  /** The first lock; each further failure doubles it. */
  readonly lockMs: number;
  readonly longestLockMs: number;
}

/** What is remembered of one account or address. */
export interface AttemptState {
  /** Attempts within the rule's time, oldest first, at most `most`. Each counts as failed until it has succeeded. */
  readonly recent: readonly Date[];
  /** Locks so far; they are forgotten after a day without one. */
  readonly locks: number;
  readonly lockedUntil: Date | null;
}

export const NO_ATTEMPTS: AttemptState = { recent: [], locks: 0, lockedUntil: null };

const MINUTE_MS = 60_000;
export const FORGET_LOCKS_MS = 24 * 60 * MINUTE_MS;

/** Ten failures in 15 minutes lock an account for a minute, then 2, 4, 8, 16 and 30 for each that follows. */
export const ACCOUNT_RULE: AttemptRule = {
  most: 10,
  withinMs: 15 * MINUTE_MS,
  lockMs: MINUTE_MS,
  longestLockMs: 30 * MINUTE_MS,
};

/** An address may be that of a whole town hall, so it is given more. */
export const ADDRESS_RULE: AttemptRule = { ...ACCOUNT_RULE, most: 100 };

/** Mails with links to one address or for one asker. */
export const MAIL_RULE: AttemptRule = {
  most: 5,
  withinMs: 60 * MINUTE_MS,
  lockMs: 15 * MINUTE_MS,
  longestLockMs: 60 * MINUTE_MS,
};

/** The state with one attempt more, or for how long it is refused. The attempt that reaches the limit is let through, and locks. */
export function attempt(
  state: AttemptState,
  now: Date,
  rule: AttemptRule,
): { readonly state: AttemptState; readonly lockedNow: boolean } | { readonly refusedForMs: number } {
  const at = now.getTime();
  const lockedUntil = state.lockedUntil?.getTime() ?? 0;
  if (lockedUntil > at) return { refusedForMs: lockedUntil - at };

  const remembered = at - lockedUntil < FORGET_LOCKS_MS ? state.locks : 0;
  const recent = [...state.recent.filter((one) => at - one.getTime() < rule.withinMs), now].slice(-rule.most);
  // Who was locked before is locked again by the next failure.
  if (recent.length < rule.most && remembered === 0)
    return { state: { recent, locks: 0, lockedUntil: null }, lockedNow: false };
  const lockMs = Math.min(rule.lockMs * 2 ** remembered, rule.longestLockMs);
  return {
    state: { recent, locks: remembered + 1, lockedUntil: new Date(at + lockMs) },
    lockedNow: true,
  };
}
