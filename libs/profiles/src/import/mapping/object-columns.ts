import { type Problem } from '@bole/kernel';
import { type ImportProblem } from '../import-problem';
import { cellText, type CellValue, type ObjectRow } from '../readers/source-row';
import { type Column, type ColumnPlanner, unknownHeader } from './column-plan';
import { type FieldShapes } from './field-shape';
import { type FilledCell, type RawMember, type RowContent } from './record-builder';

/** Finds the fields of NDJSON objects: members named as a table's headers are, or nested as the contracts have them. */
export class ObjectColumns {
  private readonly known = new Map<string, Column | null>();
  private readonly reported = new Set<string>();

  constructor(
    private readonly planner: ColumnPlanner,
    private readonly shapes: FieldShapes,
  ) {}

  contentOf(row: ObjectRow): { readonly content: RowContent; readonly notes: readonly ImportProblem[] } {
    const filled: FilledCell[] = [];
    const raw: RawMember[] = [];
    const notes: ImportProblem[] = [];
    for (const [name, value] of membersOf(row.members)) {
      if (value === null || value === undefined || value === '') continue;
      const column = this.column(name);
      if (column === null) continue;
      if (column !== undefined && isCell(value)) filled.push({ column, cell: value });
      else if (column?.shape.type === 'list' && Array.isArray(value) && value.every(isCell))
        filled.push(...spread(column, value));
      else if (this.shapes.has(name)) raw.push({ name, path: name, value });
      else if (column !== undefined) raw.push({ name, path: column.path, value });
      else notes.push(...this.once(name, unknownHeader(name, row.row, name)));
    }
    return { content: { row: row.row, filled, raw, problems: row.problems }, notes };
  }

  /** Notes for nested members that the contracts do not have, each path once. */
  unknownMembers(row: number, found: readonly Problem[]): readonly ImportProblem[] {
    return found.flatMap((problem) => {
      const path = problem.field.replace(/\.\d+/g, '');
      return this.once(path, {
        ...problem,
        expected: `${problem.expected}; the member was left out`,
        row,
        column: path,
        severity: 'note',
      });
    });
  }

  private once(name: string, note: ImportProblem): ImportProblem[] {
    if (this.reported.has(name) || this.reported.size >= MOST_REPORTED) return [];
    this.reported.add(name);
    return [note];
  }

  private column(name: string): Column | null | undefined {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const column = this.planner.column(name);
    if (column !== undefined && this.known.size < MOST_REPORTED) this.known.set(name, column);
    return column;
  }
}

/** Names of members that are remembered: a file with a new name in every row must not fill the memory. */
const MOST_REPORTED = 1_000;

function membersOf(members: Readonly<Record<string, unknown>>): [string, unknown][] {
  const { profile, ...others } = members;
  const nested = typeof profile === 'object' && profile !== null && !Array.isArray(profile);
  return [
    ...Object.entries(others),
    ...(nested
      ? Object.entries(profile)
      : profile === undefined
        ? []
        : [['profile', profile] as [string, unknown]]),
  ];
}

function isCell(value: unknown): value is Exclude<CellValue, undefined> {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A JSON list is a list already: its texts are joined by a mark that no text holds, and cut there again. */
function spread(column: Column, values: readonly Exclude<CellValue, undefined>[]): FilledCell[] {
  if (values.length === 0) return [];
  return [{ column: { ...column, separator: JSON_MARK }, cell: values.map(cellText).join(JSON_MARK) }];
}

const JSON_MARK = '\u001F';
