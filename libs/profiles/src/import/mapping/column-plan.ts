import { shown } from '@bole/kernel';
import { fileError, type ImportProblem } from '../import-problem';
import { cellText, type CellValue, columnLetters } from '../readers/source-row';
import { type FieldCatalogue } from './field-catalogue';
import { EACH, type FieldShape, type FieldShapes } from './field-shape';
import { type Unit } from './header-name';
import { type Mapping } from './mapping-file';

/** What becomes of one column. */
export interface Column {
  /** As the file's owner knows it: its header. */
  readonly name: string;
  /** Normalised path of the field. */
  readonly path: string;
  readonly shape: FieldShape;
  readonly unit: Unit | undefined;
  readonly values: ReadonlyMap<string, string | number | boolean>;
  readonly separator: string | RegExp | undefined;
}

/** Turns headers into columns: by the mapping file first, then by the catalogue of names. */
export class ColumnPlanner {
  constructor(
    private readonly catalogue: FieldCatalogue,
    private readonly shapes: FieldShapes,
    private readonly mapping: Mapping,
  ) {}

  /** The column of a header; null to leave it out knowingly, undefined where nothing is known of it. */
  column(header: string): Column | null | undefined {
    const mapped = this.mapping.columns.get(header.trim());
    if (mapped === null) return null;
    const found = this.catalogue.find(header);
    const field = this.fieldAt(mapped?.path ?? found.path);
    if (field === undefined) return undefined;
    return {
      name: header.trim(),
      ...field,
      unit: mapped?.unit ?? found.unit,
      values: mapped?.values ?? new Map(),
      separator: mapped?.separator ?? (isSpreadText(field) ? STRONG_MARKS : undefined),
    };
  }

  /** A division's column takes any place (苏州, 德国/慕尼黑); a path through a list takes a list, one for each item. */
  private fieldAt(
    path: string | undefined,
  ): { readonly path: string; readonly shape: FieldShape } | undefined {
    if (path === undefined) return undefined;
    const above = path.replace(/\.division$/, '');
    const target = above !== path && this.shapes.shape(above)?.type === 'place' ? above : path;
    const shape = this.shapes.shape(target);
    if (shape === undefined) return undefined;
    return {
      path: target,
      shape: target.split('.').includes(EACH) && shape.type !== 'list' ? { type: 'list', of: shape } : shape,
    };
  }

  /**
   * The columns of a table, by place. Headers that mean nothing, and those that mean what another one means already, are
   * noted once and left out. Throws an ImportFileError where no column holds the rows' ids.
   */
  plan(
    header: readonly CellValue[],
    row: number,
  ): { columns: readonly (Column | undefined)[]; notes: readonly ImportProblem[] } {
    const notes: ImportProblem[] = [];
    const taken = new Map<string, string>();
    const columns = Array.from(header, (cell, at): Column | undefined => {
      if (cell === undefined) return undefined;
      const name = cellText(cell);
      const column = this.column(name);
      if (column === undefined) notes.push(unknownHeader(name, row, columnLetters(at)));
      if (column === undefined || column === null) return undefined;
      const first = taken.get(column.path);
      if (first !== undefined) {
        notes.push(repeatedHeader(name, first, row));
        return undefined;
      }
      taken.set(column.path, column.name);
      return column;
    });
    if (!taken.has('sourceId')) {
      const headers = header
        .filter((cell) => cell !== undefined)
        .map(cellText)
        .join(', ');
      throw fileError(
        'COLUMN_MISSING',
        shown(headers),
        'a column 编号 or ID that names each row for its owner (or a mapping to sourceId)',
        { row },
      );
    }
    return { columns, notes };
  }
}

/** Names of people and notes keep their commas; one cell for several is cut at the strong marks only. */
const STRONG_MARKS = /[;；|\n\r]/;

function isSpreadText(field: { readonly path: string; readonly shape: FieldShape }): boolean {
  return field.path.includes(EACH) && field.shape.type === 'list' && field.shape.of.type === 'text';
}

export function unknownHeader(name: string, row: number, column: string): ImportProblem {
  const expected = 'a name of the data dictionary, or an entry in a mapping file; the column was left out';
  return {
    code: 'HEADER_UNKNOWN',
    field: 'header',
    value: shown(name),
    expected,
    row,
    column,
    severity: 'note',
  };
}

function repeatedHeader(name: string, first: string, row: number): ImportProblem {
  const expected = `one column for what "${first}" holds already; this one was left out`;
  return {
    code: 'HEADER_REPEATED',
    field: 'header',
    value: shown(name),
    expected,
    row,
    column: name,
    severity: 'note',
  };
}
