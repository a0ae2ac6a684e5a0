import announced from 'chinese-days/dist/chinese-days.json';

/**
 * Whether a day is worked in China: public holidays and the weekends that make up for them, as the State Council announces them each
 * autumn for the year to come (the package `chinese-days` keeps them).
 */
export interface WorkingDay {
  readonly working: boolean;
  /** False in a year that is not announced, or not in the package yet: weekends alone are then free. */
  readonly announced: boolean;
}

const HOLIDAYS = new Set(Object.keys(announced.holidays));
const MADE_UP = new Set(Object.keys(announced.workdays));
const YEARS = new Set([...HOLIDAYS].map((day) => day.slice(0, 4)));

/** `day` as `2026-02-14`. */
export function workingDay(day: string): WorkingDay {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6;
  return {
    working: MADE_UP.has(day) || (!weekend && !HOLIDAYS.has(day)),
    announced: YEARS.has(day.slice(0, 4)),
  };
}
