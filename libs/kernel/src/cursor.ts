import { InvalidInputError } from './problem';

/** What a value of a cursor may be, so that a made-up cursor never gets as far as the database. */
const KINDS = {
  text: (value: unknown): value is string => typeof value === 'string' && !/\0|\p{Surrogate}/u.test(value),
  /** RFC 3339 in UTC, as `Date.toISOString` writes it. */
  instant: (value: unknown): value is string =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  /** A calendar day, `2026-11-24`. */
  day: (value: unknown): value is string =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  number: (value: unknown): value is number => Number.isFinite(value),
  integer: (value: unknown): value is number => Number.isSafeInteger(value),
};

type Kind = keyof typeof KINDS;
type Values<Kinds extends readonly Kind[]> = {
  -readonly [At in keyof Kinds]: Kinds[At] extends 'text' | 'instant' | 'day' ? string : number;
};

/** Where a page of a list ends, for the next to begin after: the sort values of its last item, as opaque text. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor that was given out for the same list. Throws InvalidInputError for any other text. */
export function decodeCursor<const Kinds extends readonly Kind[]>(
  cursor: string,
  kinds: Kinds,
): Values<Kinds> {
  const values = parsed(cursor);
  if (
    !Array.isArray(values) ||
    values.length !== kinds.length ||
    !kinds.every((kind, at) => KINDS[kind](values[at]))
  )
    throw new InvalidInputError([
      { code: 'CURSOR_INVALID', field: 'cursor', expected: 'the `next` of an answer to the same question' },
    ]);
  return values as Values<Kinds>;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
