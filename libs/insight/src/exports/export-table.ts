import { type LocalizedText } from '@bole/kernel';
import { Placeholders } from '@bole/persistence';

/** What a cell holds: a `number` is finite, an `instant` a Date, a `list` some texts. Any of them may be null. */
export type CellKind = 'text' | 'number' | 'instant' | 'boolean' | 'list';
export type Cell = string | number | Date | boolean | readonly string[] | null;

export interface Column {
  /** As NDJSON has it. */
  readonly name: string;
  /** As the header of CSV and XLSX has it. */
  readonly title: { readonly zh: string; readonly en: string };
  readonly kind: CellKind;
  /** SQL expression. */
  readonly sql: string;
}

/** Rows of any number, under row-level security those that the acting scope sees. */
export interface ExportTable {
  readonly title: LocalizedText;
  readonly columns: readonly Column[];
  /** A whole select whose columns are named as `columns` are. */
  readonly sql: string;
  readonly values: readonly unknown[];
}

export type ExportRow = Readonly<Record<string, Cell>>;

export function column(kind: CellKind, name: string, zh: string, en: string, sql: string): Column {
  return { kind, name, title: { zh, en }, sql };
}

export const text = column.bind(undefined, 'text');
/** Cast, for numerics and bigints would come as texts. */
export const number = (name: string, zh: string, en: string, sql: string): Column =>
  column('number', name, zh, en, `(${sql})::float8`);
export const instant = column.bind(undefined, 'instant');
export const flag = column.bind(undefined, 'boolean');
export const list = column.bind(undefined, 'list');

/** SQL of the texts of a JSON array, in its order. */
export const textsOf = (json: string): string =>
  `(select coalesce(array_agg(one order by nth), '{}') from jsonb_array_elements_text(${json}) with ordinality as each(one, nth))`;

/** The parts of a statement besides its columns. */
export interface Source {
  /** Common tables, if there are any, from `with` on. */
  readonly before?: string;
  readonly from: string;
  readonly conditions: readonly string[];
  readonly order: string;
}

/** The conditions by which the list of the same things is cut, so that file and list hold the same. */
export type Cut = (given: Placeholders) => readonly string[];

/** A table out of its columns and where they come from; `build` collects the values that its conditions are about. */
export function exportTable(
  title: { readonly zh: string; readonly en: string },
  columns: readonly Column[],
  build: (given: Placeholders) => Source,
): ExportTable {
  return exportTableOfParts(title, columns, (given) => [build(given)]);
}

/** A table whose rows are those of one part after those of another, each in its own order. */
export function exportTableOfParts(
  title: { readonly zh: string; readonly en: string },
  columns: readonly Column[],
  build: (given: Placeholders) => readonly Source[],
): ExportTable {
  const given = new Placeholders();
  const parts = build(given).map((source) => selectOf(columns, source));
  // A cursor reads the parts of UNION ALL one after the other, none in parallel: sorted as a whole, the first row of a
  // million would come after the last was read.
  const sql = parts.length === 1 ? parts.join('') : parts.map((part) => `(${part})`).join(' union all ');
  return { title, columns, sql, values: given.values };
}

function selectOf(columns: readonly Column[], { before = '', from, conditions, order }: Source): string {
  return `${before} select ${columns.map(({ name, sql: expression }) => `${expression} as "${name}"`).join(', ')}
    from ${from} where ${['true', ...conditions].join(' and ')} order by ${order}`;
}

/** A condition that holds where nothing is asked for. */
export function equals(column: string, value: string | undefined, given: Placeholders): string[] {
  return value === undefined ? [] : [`${column} = ${given.add(value)}`];
}
