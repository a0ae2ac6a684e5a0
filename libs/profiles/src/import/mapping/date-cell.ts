import { excelTime } from '../readers/excel-time';
import { type CellValue, isWallTime } from '../readers/source-row';
import { type CellResult, taken, wrong } from './cell-result';

/** A calendar date: `2026-3-1`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, a date of Excel or its number of days. */
export function dateCell(value: CellValue): CellResult<string> {
  const time = wallTime(value);
  return time === undefined
    ? wrong('CELL_NOT_A_DATE', 'a date that exists, such as 2026-03-01 or 2026年3月1日')
    : taken(time.slice(0, 10));
}

/**
 * An instant: RFC 3339 with its zone, or a date with or without a time as a clock on the wall shows it, which is then
 * taken to be in `zone` (such as `+08:00`). A date alone is its first moment.
 */
export function instantCell(value: CellValue, zone: string): CellResult<string> {
  const plain = typeof value === 'string' ? value.trim() : undefined;
  if (plain !== undefined && ZONED.test(plain) && !Number.isNaN(Date.parse(plain))) return taken(plain);
  const time = wallTime(value);
  if (time === undefined)
    return wrong(
      'CELL_NOT_AN_INSTANT',
      'a date with a time, such as 2026-03-01 09:30 or 2026-03-01T09:30:00+08:00',
    );
  return taken(`${time.length === 10 ? `${time}T00:00:00` : time}${zone}`);
}

/** A version: a whole number, or a date or instant, which counts as its milliseconds. */
export function versionCell(value: CellValue, zone: string): CellResult<number> {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\d+$/.test(value.trim())
        ? Number(value)
        : undefined;
  if (number !== undefined) return taken(number);
  const instant = instantCell(value, zone);
  return instant.ok
    ? taken(Date.parse(instant.value))
    : wrong('CELL_NOT_A_VERSION', 'a whole number that grows, or the time of the last change');
}

const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
const WRITTEN =
  /^(\d{4})(?:[-/.年]\s*)(\d{1,2})(?:[-/.月]\s*)(\d{1,2})日?(?:[T\s]*(\d{1,2})(?:[:时点]\s*)(\d{1,2})(?:[:分]\s*(\d{1,2})?(?:\.\d+)?秒?)?)?$/;

/** `2026-03-01` or `2026-03-01T09:30:00`; undefined for what is no date, or one that cannot be. */
function wallTime(value: CellValue): string | undefined {
  if (isWallTime(value)) return real(value.wallTime);
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return undefined;
  const text = value.normalize('NFKC').trim();
  if (/^\d{8}$/.test(text) || /^\d{5}(?:\.\d+)?$/.test(text)) return fromNumber(Number(text));
  const match = WRITTEN.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '0', second] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return real(
    hour === undefined
      ? date
      : `${date}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:${(second ?? '0').padStart(2, '0')}`,
  );
}

/** Eight digits are a date written without marks; fewer are Excel's count of days. */
function fromNumber(value: number): string | undefined {
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 21_991_231) {
    const digits = String(value);
    return real(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`);
  }
  return excelTime(value)?.wallTime;
}

function real(time: string): string | undefined {
  const iso = time.length === 10 ? `${time}T00:00:00` : time.slice(0, 19);
  const parsed = new Date(`${iso}Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== iso
    ? undefined
    : time.slice(0, 19);
}
