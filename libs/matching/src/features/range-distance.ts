import { type Range } from '../facts/facts';

/**
 * How far `range` lies beyond `wanted`, in powers of ten: 0 where they overlap, above 0 where it is too large, below 0
 * where it is too small. Ends that are not known are open.
 */
export function orderDistance(range: Range, wanted: Range): number {
  if (range.min !== undefined && wanted.max !== undefined && range.min > wanted.max)
    return powers(range.min, wanted.max);
  if (range.max !== undefined && wanted.min !== undefined && range.max < wanted.min)
    return powers(range.max, wanted.min);
  return 0;
}

function powers(amount: number, than: number): number {
  return Math.log10(Math.max(amount, 1) / Math.max(than, 1));
}
