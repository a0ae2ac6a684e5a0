import { isCurrency } from '@bole/taxonomy';
import { type CellValue, isWallTime } from '../readers/source-row';
import { type CellResult, taken, wrong } from './cell-result';
import { choiceOf, yesOrNo } from './choice-names';
import { dateCell, instantCell, versionCell } from './date-cell';
import { type FieldShape } from './field-shape';
import { type Unit, unitOf } from './header-name';
import { numberCell } from './number-cell';
import { countryCell, divisionCell, industryCell, placeCell } from './place-cell';
import { dateRange, numberRange } from './range-cell';

export interface CellContext {
  readonly unit: Unit | undefined;
  /** UTC offset that times without a zone are in, such as `+08:00`. */
  readonly zone: string;
  /** Their value → ours, for each item of a list. */
  readonly values: ReadonlyMap<string, string | number | boolean>;
  /** Cuts lists, in place of the usual marks. */
  readonly separator?: string | RegExp | undefined;
}

/** Turns what stands in a cell into the value of a field. The cell is not blank. */
export function cellValue(
  cell: Exclude<CellValue, undefined>,
  shape: FieldShape,
  context: CellContext,
): CellResult {
  switch (shape.type) {
    case 'number':
      return numberCell(cell, context.unit);
    case 'money-range':
      return moneyRangeCell(numberRange(cell, context.unit));
    case 'land-range':
      return landRangeCell(numberRange(cell, context.unit));
    case 'day-span':
      return dateRange(cell);
    case 'date':
      return dateCell(cell);
    case 'instant':
      return instantCell(cell, context.zone);
    case 'version':
      return versionCell(cell, context.zone);
    case 'boolean':
      return booleanCell(cell);
    case 'list':
      return listCell(cell, shape.of, context);
    default: {
      const text = textCell(cell);
      return text.ok ? fromText(text.value, shape) : text;
    }
  }
}

type TextShape = Extract<
  FieldShape,
  { type: 'text' | 'industry' | 'division' | 'country' | 'currency' | 'place' | 'localized' | 'choice' }
>;

function fromText(text: string, shape: TextShape): CellResult {
  switch (shape.type) {
    case 'text':
      return taken(text);
    case 'localized':
      return taken({ [languageOf(text)]: text });
    case 'place':
      return placeCell(text);
    case 'division':
      return divisionCell(text);
    case 'country':
      return countryCell(text);
    case 'currency':
      return currencyCell(text);
    case 'choice':
      return choiceCell(text, shape.values);
    case 'industry': {
      const found = industryCell(text);
      return found.ok ? taken(found.value[0]) : found;
    }
  }
}

/** Text with a Chinese character in it counts as Chinese. */
export function languageOf(text: string): 'zh' | 'en' {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}

function textCell(cell: Exclude<CellValue, undefined>): CellResult<string> {
  if (isWallTime(cell)) return taken(cell.wallTime);
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15)
    return wrong('CELL_DIGITS_LOST', 'the digits as text: a spreadsheet keeps only 15 digits of a number');
  return taken(String(cell).trim());
}

function booleanCell(cell: Exclude<CellValue, undefined>): CellResult<boolean> {
  const value = typeof cell === 'boolean' ? cell : isWallTime(cell) ? undefined : yesOrNo(String(cell));
  return value === undefined ? wrong('CELL_NOT_YES_OR_NO', 'yes or no, 是 or 否') : taken(value);
}

function choiceCell(text: string, values: readonly string[]): CellResult<string> {
  const value = choiceOf(text, values);
  return value === undefined ? wrong('CELL_NOT_A_CHOICE', `one of ${values.join(', ')}`) : taken(value);
}

function currencyCell(text: string): CellResult<string> {
  const code = unitOf(text)?.currency ?? text.toUpperCase();
  return isCurrency(code)
    ? taken(code)
    : wrong('CURRENCY_UNKNOWN', 'a currency of ISO 4217 such as CNY or USD');
}

function moneyRangeCell(range: ReturnType<typeof numberRange>): CellResult {
  return range.ok ? taken(range.value, range.currency) : range;
}

function landRangeCell(range: ReturnType<typeof numberRange>): CellResult {
  if (!range.ok) return range;
  const { min, max } = range.value;
  return taken({
    ...(min === undefined ? {} : { minMu: min }),
    ...(max === undefined ? {} : { maxMu: max }),
  });
}

/**
 * A list, cut by `;` `|` or line breaks, and by `、` and `,` where that leaves no word of a name torn: 农、林、牧、渔业 is one
 * industry, and sentences keep their commas.
 */
function listCell(
  cell: Exclude<CellValue, undefined>,
  of: FieldShape,
  context: CellContext,
): CellResult<readonly unknown[]> {
  const text = textCell(cell);
  if (!text.ok) return text;
  const parts = cut(text.value, context.separator === undefined ? /[;；|\n\r]/ : context.separator);
  const finer =
    context.separator !== undefined || of.type === 'localized' ? (part: string) => [part] : finely(of);
  const values: unknown[] = [];
  for (const part of parts.flatMap(finer)) {
    const item = itemOf(part, of, context);
    if (!item.ok) return wrong(item.code, `${item.expected}; this holds "${part.slice(0, 60)}"`);
    values.push(...item.value.filter((value) => !values.includes(value)));
  }
  return taken(values);
}

function itemOf(part: string, of: FieldShape, context: CellContext): CellResult<readonly unknown[]> {
  const meant = context.values.get(part) ?? part;
  if (of.type === 'industry') return industryCell(String(meant));
  const item = cellValue(meant, of, context);
  return item.ok ? taken([item.value]) : item;
}

function finely(of: FieldShape): (part: string) => readonly string[] {
  return (part) => (of.type === 'industry' && industryCell(part).ok ? [part] : cut(part, /[、,，]/));
}

function cut(text: string, by: RegExp | string): string[] {
  return text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
