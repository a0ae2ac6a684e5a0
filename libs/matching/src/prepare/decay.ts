import { DAY_MS } from '@bole/kernel';

/** How fast what happened loses weight: after so many days it counts half. */
export const HALF_LIFE_DAYS = {
  /** What an investor invests in: a fund keeps its thesis for its investment period, some three to five years. */
  industry: 3 * 365,
  place: 3 * 365,
  /** Products and tags move faster than industries. */
  keyword: 2 * 365,
  /** The stage follows the fund that is being invested, and funds follow one another every two to three years. */
  stage: 2 * 365,
  /** Tickets grow with the fund. */
  amount: 3 * 365,
  /** What an investor is at now, where that differs from what it always did. */
  recent: 1.5 * 365,
  /** A click or an inquiry is about this month's search. */
  interest: 21,
  /** A refusal holds about as long as the plan for which it was made: the half year to the next budget. */
  refusal: 180,
  /** A meeting or a visit is remembered for years, but people and plans change. */
  contact: 365,
  missedMeeting: 180,
} as const;

/** The weight at `asOf` of what happened at `occurredAt` (epoch milliseconds): 1 when new, 1/2 after one half-life. */
export function decayed(occurredAt: number, asOf: number, halfLifeDays: number): number {
  return 2 ** (-(asOf - occurredAt) / (halfLifeDays * DAY_MS));
}

export const DAYS_PER_MONTH = 30.4375;
