import { InvalidInputError, shown } from '@bole/kernel';
import { type Placeholders } from '@bole/persistence';

/** Calendar days of a time zone; either end may be open, both are included. */
export interface DaySpan {
  /** e.g. `2026-01-01`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** IANA time zone in which days, weeks, months and years begin. */
  readonly zone: string;
}

export const DEFAULT_ZONE = 'Asia/Shanghai';

/** Names that both Node and Postgres know. */
const ZONES: ReadonlySet<string> = new Set(['UTC', 'Asia/Shanghai', ...Intl.supportedValuesOf('timeZone')]);

/** Throws InvalidInputError for a time zone that is none, and for a span that ends before it begins. */
export function checkDays({ from, to, zone }: DaySpan): void {
  if (!ZONES.has(zone))
    throw new InvalidInputError([
      {
        code: 'TIME_ZONE_UNKNOWN',
        field: 'zone',
        value: shown(zone),
        expected: 'an IANA time zone such as Asia/Shanghai',
      },
    ]);
  if (from !== undefined && to !== undefined && from > to)
    throw new InvalidInputError([
      { code: 'DAYS_REVERSED', field: 'to', value: to, expected: `a day not before ${from}` },
    ]);
}

/** SQL conditions that an instant lies within the days. */
export function withinDays(instant: string, { from, to, zone }: DaySpan, given: Placeholders): string[] {
  const start = (day: string): string => `(${day})::timestamp at time zone ${given.add(zone)}::text`;
  return [
    ...(from === undefined ? [] : [`${instant} >= ${start(`${given.add(from)}::date`)}`]),
    ...(to === undefined ? [] : [`${instant} < ${start(`${given.add(to)}::date + 1`)}`]),
  ];
}
