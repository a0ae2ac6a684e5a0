import { type WallTime } from './source-row';

const DAY_MS = 86_400_000;
/** Day 0 of the two systems that Excel counts in. 1900's is two days early: it holds 29 February 1900, and starts at 1. */
const DAY_ZERO_1900 = Date.UTC(1899, 11, 30);
const DAY_ZERO_1904 = Date.UTC(1904, 0, 1);
const LAST_DAY = 2_958_465;

/** The date that Excel shows for a number of days (from 1900-03-01 to 9999-12-31); undefined for a number that is none. */
export function excelTime(days: number, from1904 = false): WallTime | undefined {
  if (!(days >= (from1904 ? 0 : 61) && days <= LAST_DAY + 1)) return undefined;
  const seconds = Math.round(days * 86_400) * 1_000;
  const iso = new Date((from1904 ? DAY_ZERO_1904 : DAY_ZERO_1900) + seconds).toISOString();
  return { wallTime: seconds % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19) };
}
