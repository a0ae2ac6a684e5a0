import { type CellValue } from '../readers/source-row';
import { type CellResult, taken, wrong } from './cell-result';
import { type Unit, unitOf } from './header-name';

/**
 * A number as people write it: `1,200.5`, `１２００`, `5000万`, `1.2亿元`, `USD 3 million`, `200亩`. The unit of the cell
 * counts before that of the header. Amounts of money tell their currency where the unit does.
 */
export function numberCell(value: CellValue, header: Unit | undefined): CellResult<number> {
  if (typeof value === 'number') return scaled(value, header);
  if (typeof value !== 'string') return wrong('CELL_NOT_A_NUMBER', EXPECTED);
  const text = value.normalize('NFKC').trim();
  const match =
    /^(?:约|~)?([^\d+.-]*)([+-]?(?:\d{1,3}(?:[,\s]\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d+)?)(.*)$/i.exec(text);
  const digits = match?.[2]?.replace(/[,\s]/g, '') ?? '';
  const unitText = `${match?.[1] ?? ''}${match?.[3] ?? ''}`.trim();
  const unit = unitText === '' ? header : unitIn(unitText, header);
  if (digits === '' || !Number.isFinite(Number(digits)) || (unitText !== '' && unit === undefined))
    return wrong('CELL_NOT_A_NUMBER', EXPECTED);
  return scaled(Number(digits), unit);
}

const EXPECTED = 'a number such as 1200000, 1,200,000 or 120万元';

/** `万` in a cell below a header in yuan is ten thousand yuan; `元` below a header in ten thousand yuan is one yuan. */
function unitIn(text: string, header: Unit | undefined): Unit | undefined {
  const unit = unitOf(text);
  if (unit === undefined || unit.currency !== undefined || header?.currency === undefined) return unit;
  return { ...unit, currency: header.currency };
}

function scaled(number: number, unit: Unit | undefined): CellResult<number> {
  // 1.1 × 10,000 is 11,000.000000000002 in binary; 15 digits are what Excel keeps, too.
  return taken(Number((number * (unit?.factor ?? 1)).toPrecision(15)), unit?.currency);
}
