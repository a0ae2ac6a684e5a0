import { problemsOf } from '@bole/contracts';
import { type Problem, shown } from '@bole/kernel';
import { type ImportProblem } from '../import-problem';
import { type ImportTarget } from '../import-kind';
import { cellText, type CellValue } from '../readers/source-row';
import { cellValue } from './cell-value';
import { type Column } from './column-plan';
import { completeRecord } from './complete-record';
import { EACH, type FieldShapes } from './field-shape';
import { type Mapping } from './mapping-file';
import { RecordDraft } from './record-draft';

export interface FilledCell {
  readonly column: Column;
  readonly cell: Exclude<CellValue, undefined>;
}

/** A value of NDJSON that already has the contracts' shape. */
export interface RawMember {
  readonly name: string;
  readonly path: string;
  readonly value: unknown;
}

export interface RowContent {
  readonly row: number;
  readonly filled: readonly FilledCell[];
  readonly raw: readonly RawMember[];
  /** What the reader found wrong with cells already. */
  readonly problems: readonly ImportProblem[];
}

export interface BuilderOptions {
  readonly source: string;
  /** The source of the parties that a signal names without one. */
  readonly partySource: string;
  /** UTC offset of times without a zone, such as `+08:00`. */
  readonly zone: string;
  /** The version of rows that have none: the instant of the import, in milliseconds. */
  readonly importedAtMs: number;
  /** What the contracts' schema cannot check: check digits, known codes; its fields are paths inside the profile or signal. */
  readonly check: (profileOrSignal: never) => readonly Problem[];
}

export type BuiltRecord =
  | {
      readonly ok: true;
      readonly data: Record<string, unknown>;
      readonly given: unknown;
      readonly notes: readonly ImportProblem[];
    }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

/** Turns the cells of a row into the data of an event, and checks it as the services will. */
export class RecordBuilder {
  constructor(
    private readonly target: ImportTarget,
    private readonly shapes: FieldShapes,
    private readonly mapping: Mapping,
    private readonly options: BuilderOptions,
  ) {}

  build(content: RowContent): BuiltRecord {
    const row = new RowInWork(content, this.shapes, this.options.zone);
    row.draft.put('source', this.options.source);
    for (const member of content.raw) row.draft.put(member.path, member.value);
    for (const { column, cell } of content.filled) row.put(column, column.values.get(cellText(cell)) ?? cell);
    for (const [path, value] of this.mapping.constants) this.putConstant(row, path, value);
    row.putCurrencies();
    completeRecord(row.draft, this.target, this.options);

    const parsed = this.target.event.data.safeParse(row.draft.data);
    if (!parsed.success) row.report(problemsOf(parsed.error, row.draft.data));
    else if (!row.isWrong) row.report(this.options.check(inner(parsed.data, this.target) as never));
    if (!parsed.success || row.isWrong) return { ok: false, problems: row.problems };
    return {
      ok: true,
      data: parsed.data as Record<string, unknown>,
      given: row.draft.data,
      notes: row.problems,
    };
  }

  private putConstant(row: RowInWork, path: string, value: string | number | boolean): void {
    const shape = this.shapes.shape(path);
    if (shape === undefined || row.draft.get(path.replaceAll(EACH, '0')) !== undefined) return;
    row.put(
      { name: `constant ${path}`, path, shape, unit: undefined, values: new Map(), separator: undefined },
      value,
    );
  }
}

function inner(data: unknown, target: ImportTarget): unknown {
  return target.root === undefined ? data : (data as Record<string, unknown>)[target.root];
}

class RowInWork {
  readonly draft: RecordDraft;
  readonly problems: ImportProblem[];
  private readonly wrongPaths: string[] = [];
  private readonly currencies: { column: Column; path: string; currency: string }[] = [];

  constructor(
    private readonly content: RowContent,
    private readonly shapes: FieldShapes,
    private readonly zone: string,
  ) {
    this.draft = new RecordDraft(shapes);
    this.problems = [...content.problems];
    this.wrongPaths.push(
      ...content.problems.filter(({ severity }) => severity === 'error').map(({ field }) => field),
    );
  }

  get isWrong(): boolean {
    return this.problems.some((problem) => problem.severity === 'error');
  }

  put(column: Column, cell: Exclude<CellValue, undefined>): void {
    const result = cellValue(cell, column.shape, { ...column, zone: this.zone });
    if (!result.ok) return this.fail(column, result.code, cell, result.expected);
    if (this.contradicts(column.path, result.value))
      return this.fail(column, 'PLACE_CONTRADICTS', cell, 'the same country as in the row’s other columns');
    this.draft.put(column.path, result.value);
    if (result.currency !== undefined) this.currency(column, cell, result.currency);
  }

  /** Currencies that units gave (万元), where no column gives one. */
  putCurrencies(): void {
    for (const { column, path, currency } of this.currencies) {
      const given = this.draft.get(path);
      if (given === undefined) this.draft.put(path, currency);
      else if (given !== currency)
        this.fail(column, 'CURRENCY_CONTRADICTS', currency, `${shown(given)}, as in the row’s other columns`);
    }
  }

  /** Adds what schema and rules found, each at the column that it came from; not what a wrong cell has caused. */
  report(found: readonly Problem[]): void {
    for (const problem of found) {
      const path = problem.field.replace(/^profile\./, '');
      if (this.wrongPaths.some((wrong) => related(wrong, path))) continue;
      const source = this.content.filled
        .filter((each) => related(each.column.path, path))
        .sort((a, b) => b.column.path.length - a.column.path.length)[0];
      const value = source === undefined ? problem.value : shownCell(source.cell);
      const column =
        source?.column.name ?? this.content.raw.find((each) => related(each.path, path))?.name ?? '';
      this.problems.push({
        ...problem,
        field: path,
        ...(value === undefined ? {} : { value }),
        row: this.content.row,
        column,
        severity: 'error',
      });
    }
  }

  private currency(column: Column, cell: Exclude<CellValue, undefined>, currency: string): void {
    if (/Cny$/.test(column.path) || /CnyPerMu$/.test(column.path)) {
      if (currency !== 'CNY') this.fail(column, 'CURRENCY_NOT_CNY', cell, 'an amount in yuan (CNY)');
      return;
    }
    const parent = column.shape.type === 'money-range' ? column.path : column.path.replace(/\.?[^.]*$/, '');
    const path = `${parent}.currency`;
    if (this.shapes.has(path)) this.currencies.push({ column, path, currency });
  }

  /** Two columns that say different countries of one place. */
  private contradicts(path: string, value: unknown): boolean {
    const isPart = path.endsWith('.country');
    const country = isPart
      ? value
      : typeof value === 'object' && value !== null && 'country' in value
        ? value.country
        : undefined;
    if (country === undefined || path.includes(EACH)) return false;
    const there = this.draft.get(isPart ? path : `${path}.country`);
    return there !== undefined && there !== country;
  }

  private fail(column: Column, code: string, cell: Exclude<CellValue, undefined>, expected: string): void {
    this.wrongPaths.push(column.path);
    this.problems.push({
      code,
      field: column.path,
      value: shownCell(cell),
      expected,
      row: this.content.row,
      column: column.name,
      severity: 'error',
    });
  }
}

function shownCell(cell: Exclude<CellValue, undefined>): string {
  return shown(cellText(cell));
}

/** Whether one path leads to the other; any item of a list stands for each. */
function related(a: string, b: string): boolean {
  const one = a.split('.');
  const other = b.split('.');
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((step, at) => step === other[at] || step === EACH || other[at] === EACH);
}
