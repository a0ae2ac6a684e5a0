/** Where time comes from. Injected, so that a replay or a test gives the instant itself. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function fixedClock(instant: Date | string): Clock {
  const at = new Date(instant).getTime();
  return { now: () => new Date(at) };
}

export const DAY_MS = 86_400_000;

/** The first UTC midnight at or after `instant`: the instant *as of* which live leads are computed. */
export function endOfDay(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / DAY_MS) * DAY_MS);
}
