import { type ImportProblem } from '../import-problem';

/** A date, or a date with a time, as a clock on the wall shows it: `2026-03-01` or `2026-03-01T09:30:00`. No zone. */
export interface WallTime {
  readonly wallTime: string;
}

/** What stands in one cell; undefined is a blank one. */
export type CellValue = string | number | boolean | WallTime | undefined;

/** One row of a table. The first row that a reader yields is the header. */
export interface TableRow {
  readonly form: 'cells';
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  readonly cells: readonly CellValue[];
  readonly problems: readonly CellProblem[];
}

/** One line of NDJSON. */
export interface ObjectRow {
  readonly form: 'object';
  readonly row: number;
  readonly members: Readonly<Record<string, unknown>>;
  readonly problems: readonly ImportProblem[];
}

/** The rest of the file cannot be read; the rows before it stand. */
export interface BrokenOff {
  readonly form: 'broken-off';
  readonly problem: ImportProblem;
}

/** A row that is wrong as a whole; those after it go on. */
export interface WrongRow {
  readonly form: 'wrong-row';
  readonly row: number;
  readonly problem: ImportProblem;
}

export type SourceRow = TableRow | ObjectRow | WrongRow | BrokenOff;

/** What a reader found wrong with one cell, by its place (0 is the first column): the header is not its business. */
export interface CellProblem {
  readonly at: number;
  readonly code: string;
  readonly value: string;
  readonly expected: string;
  readonly severity: 'error' | 'note';
}

/** How far a reader is: both in the reader's own unit (bytes of the file, or of the unpacked sheet). */
export type OnProgress = (done: number, total: number) => void;

export function isWallTime(value: unknown): value is WallTime {
  return typeof value === 'object' && value !== null && 'wallTime' in value;
}

/** A cell as text; undefined for a blank one. */
export function cellText(cell: Exclude<CellValue, undefined>): string {
  return (isWallTime(cell) ? cell.wallTime : String(cell)).trim();
}

/** The letters of a spreadsheet's column: 0 → A, 26 → AA. */
export function columnLetters(at: number): string {
  let letters = '';
  for (let left = at + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}

export const MAX_COLUMNS = 500;
