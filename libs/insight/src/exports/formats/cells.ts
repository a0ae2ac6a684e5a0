import { type Cell, type CellKind } from '../export-table';

/** What stands between the texts of a list, where a cell holds one text. */
const SEPARATOR = '; ';

/** A cell as one text: instants as ISO 8601 in UTC, numbers as JSON writes them; '' for nothing. */
export function plainText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'object' ? cell.join(SEPARATOR) : String(cell);
}

/** Cells whose text somebody else chose. */
export function isFreeText(kind: CellKind): boolean {
  return kind === 'text' || kind === 'list';
}
