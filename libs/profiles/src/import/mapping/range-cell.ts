import { type CellValue } from '../readers/source-row';
import { type CellResult, taken, wrong } from './cell-result';
import { dateCell } from './date-cell';
import { type Unit } from './header-name';
import { numberCell } from './number-cell';

export interface Range<End> {
  readonly min?: End;
  readonly max?: End;
}

/** One or two numbers: `5000`, `5000-8000万元`, `1亿元以上`, `≤200亩`. A single number is both ends. */
export function numberRange(value: CellValue, header: Unit | undefined): CellResult<Range<number>> {
  if (typeof value !== 'string') return both(numberCell(value, header));
  const text = value.normalize('NFKC').trim();
  const open = openEnd(text);
  if (open !== undefined) {
    const end = numberCell(open.rest, header);
    return end.ok ? taken(open.end === 'min' ? { min: end.value } : { max: end.value }, end.currency) : end;
  }
  const [from, to] = text.split(/\s*(?:~|–|—|至|到|(?<=[\d元亩万亿])-(?=\s*\d))\s*/);
  if (from === undefined || to === undefined || from === '') return both(numberCell(text, header));
  const max = numberCell(to, header);
  // `5000-8000万元`: the unit stands behind the second number and goes for both.
  const unit = to.replace(/^[\d.,\s]+/, '');
  const min = numberCell(/[^\d.,\s]/.test(from) ? from : `${from}${unit}`, header);
  if (!min.ok || !max.ok)
    return wrong('CELL_NOT_A_RANGE', 'one number or two, such as 5000万元 or 5000-8000万元');
  return taken({ min: min.value, max: max.value }, max.currency ?? min.currency);
}

/** One or two dates, such as `2026-03-01 至 2027-12-31`; a single date is the first. */
export function dateRange(value: CellValue): CellResult<{ readonly from?: string; readonly to?: string }> {
  const [first, second] =
    typeof value === 'string' ? value.split(/\s*(?:~|至|到|--|–|—)\s*/) : [value, undefined];
  const from = dateCell(first);
  if (!from.ok) return from;
  if (second === undefined) return taken({ from: from.value });
  const to = dateCell(second);
  return to.ok ? taken({ from: from.value, to: to.value }) : to;
}

function both(number: CellResult<number>): CellResult<Range<number>> {
  return number.ok ? taken({ min: number.value, max: number.value }, number.currency) : number;
}

function openEnd(text: string): { end: 'min' | 'max'; rest: string } | undefined {
  const low =
    /^(?:≥|>=|>|不低于|不少于|大于|超过|至少|at least\s)(.+)$/i.exec(text)?.[1] ??
    /^(.+?)(?:及)?以上$/.exec(text)?.[1];
  if (low !== undefined) return { end: 'min', rest: low };
  const high =
    /^(?:≤|<=|<|不高于|不超过|小于|低于|at most\s)(.+)$/i.exec(text)?.[1] ??
    /^(.+?)(?:及)?以下$/.exec(text)?.[1];
  return high === undefined ? undefined : { end: 'max', rest: high };
}
