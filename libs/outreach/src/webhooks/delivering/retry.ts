/** A delivery that has failed this often is given up. */
export const MOST_ATTEMPTS = 10;

/**
 * While a delivery has failed less often than this, those behind it wait: order is kept through a short trouble (two to
 * three minutes). After that they overtake it.
 */
export const HOLDING_ATTEMPTS = 4;

const FIRST_PAUSE_MS = 10_000;
const GROWTH = 3.2;
const LONGEST_PAUSE_MS = 10 * 3_600_000;

/** The pause after the `attempt`-th failure: 10 s at first, nine of them together about 24 hours; spread by a tenth either way. */
export function pauseAfter(attempt: number, chance: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * GROWTH ** (attempt - 1)) * (0.9 + chance / 5);
}
