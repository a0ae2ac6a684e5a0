import { type Problem } from '@bole/kernel';

/** Something about a file, a row or a cell. An `error` keeps its row out; a `note` only tells. */
export interface ImportProblem extends Problem {
  /** Row of the file as a spreadsheet counts it, the header being row 1; 0 when it is about the file as a whole. */
  readonly row: number;
  /** The column's header, or its letter where it has none; empty when it is about the whole row. */
  readonly column: string;
  readonly severity: 'error' | 'note';
}

/** The file cannot be read at all, or not as what its ending says. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
  constructor(readonly problem: ImportProblem) {
    super(
      `${problem.code}: ${problem.field}${problem.value === undefined ? '' : ` is ${problem.value}`}; expected ${problem.expected}`,
    );
  }
}

/** A problem of the file as a whole. */
export function fileError(
  code: string,
  value: string,
  expected: string,
  at: { row?: number; column?: string } = {},
): ImportFileError {
  return new ImportFileError({
    code,
    field: 'file',
    value,
    expected,
    row: at.row ?? 0,
    column: at.column ?? '',
    severity: 'error',
  });
}
