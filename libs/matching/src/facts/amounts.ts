import { type MoneyRange } from '@bole/contracts';
import { DAY_MS } from '@bole/kernel';
import { toCny } from '@bole/taxonomy';
import { type Range, type Span } from './facts';

/** A range of money in CNY; undefined where neither end is known or the currency is not. */
export function cnyRange(range: MoneyRange | undefined): Range | undefined {
  if (range === undefined) return undefined;
  const inCny = (amount: number | undefined) =>
    amount === undefined ? undefined : toCny(amount, range.currency);
  return rangeOf(inCny(range.min), inCny(range.max));
}

/** A range with at least one end, or undefined. */
export function rangeOf(min: number | undefined, max: number | undefined): Range | undefined {
  if (min === undefined && max === undefined) return undefined;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** A span of calendar days (UTC) as instants; the last day counts to its end. */
export function spanOf(
  days: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined,
): Span | undefined {
  if (days?.from === undefined && days?.to === undefined) return undefined;
  return {
    ...(days.from === undefined ? {} : { from: Date.parse(days.from) }),
    ...(days.to === undefined ? {} : { to: Date.parse(days.to) + DAY_MS }),
  };
}
