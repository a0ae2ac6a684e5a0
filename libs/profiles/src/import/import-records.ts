import { type EventType, unknownFields } from '@bole/contracts';
import { type Clock, contentHash, derivedId, type Problem } from '@bole/kernel';
import { fileError, type ImportProblem } from './import-problem';
import { importTarget, type ImportKind } from './import-kind';
import { type Column, ColumnPlanner } from './mapping/column-plan';
import { FieldCatalogue } from './mapping/field-catalogue';
import { FieldShapes } from './mapping/field-shape';
import { NO_MAPPING, readMapping } from './mapping/mapping-file';
import { ObjectColumns } from './mapping/object-columns';
import { RecordBuilder, type RowContent } from './mapping/record-builder';
import { readCsv } from './readers/csv.reader';
import { fileKind } from './readers/file-kind';
import { baseName, type InputFile } from './readers/input-file';
import { readNdjson } from './readers/ndjson.reader';
import {
  cellText,
  type CellValue,
  columnLetters,
  type OnProgress,
  type SourceRow,
  type TableRow,
} from './readers/source-row';
import { readXlsx } from './readers/xlsx.reader';

/** The rules of the features, which know the reference data. Fields are paths inside the profile or the signal. */
export interface ImportChecks {
  readonly investors: (profile: never) => readonly Problem[];
  readonly projects: (profile: never) => readonly Problem[];
  readonly signals: (signal: never) => readonly Problem[];
}

export interface ImportOptions {
  readonly kind: ImportKind;
  readonly clock: Clock;
  readonly checks: ImportChecks;
  /** Who owns the rows; default: the file's name without its ending. */
  readonly source?: string | undefined;
  /** For signals: who owns the investors and projects that they name; default: `source`. */
  readonly partySource?: string | undefined;
  /** Text of a mapping file. */
  readonly mapping?: string | undefined;
  /** UTC offset of times that name no zone; default `+08:00`. */
  readonly zone?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** What became of a row, or a remark on the file. */
export type ImportOutcome =
  | {
      readonly form: 'record';
      readonly row: number;
      readonly event: EventType;
      readonly eventId: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly notes: readonly ImportProblem[];
    }
  | { readonly form: 'wrong'; readonly row: number; readonly problems: readonly ImportProblem[] }
  | { readonly form: 'remark'; readonly problems: readonly ImportProblem[] }
  | { readonly form: 'broken-off'; readonly problem: ImportProblem };

/**
 * Reads a file (CSV, XLSX or NDJSON) row by row into events, ready to be published: each row is a record or is wrong with
 * its reasons, and neither stops the others. Holds one piece of the file at a time. Throws an ImportFileError where the
 * file cannot be read at all, and an InvalidInputError for a wrong mapping file.
 */
export async function* importRecords(file: InputFile, options: ImportOptions): AsyncGenerator<ImportOutcome> {
  const kind = await fileKind(file);
  const work = new ImportInWork(file, options);
  const read = { csv: readCsv, xlsx: readXlsx, ndjson: readNdjson }[kind];
  for await (const row of read(file, options.onProgress)) {
    yield* work.take(row);
    if (row.form === 'broken-off') return;
  }
  work.end();
}

/** The most rows of one file: the ids of all are held, to find those that stand twice. */
export const MOST_ROWS = 500_000;

class ImportInWork {
  private readonly target;
  private readonly planner: ColumnPlanner;
  private readonly builder: RecordBuilder;
  private readonly objects: ObjectColumns;
  private readonly firstRows = new Map<string, number>();
  private columns: readonly (Column | undefined)[] | undefined;
  private header: readonly CellValue[] = [];
  private rows = 0;

  constructor(
    private readonly file: InputFile,
    options: ImportOptions,
  ) {
    this.target = importTarget(options.kind);
    const shapes = new FieldShapes(this.target);
    const mapping = options.mapping === undefined ? NO_MAPPING : readMapping(options.mapping, shapes);
    this.planner = new ColumnPlanner(new FieldCatalogue(options.kind, shapes), shapes, mapping);
    this.objects = new ObjectColumns(this.planner, shapes);
    const source = options.source ?? baseName(file.name);
    this.builder = new RecordBuilder(this.target, shapes, mapping, {
      source,
      partySource: options.partySource ?? source,
      zone: options.zone ?? '+08:00',
      importedAtMs: options.clock.now().getTime(),
      check: options.checks[options.kind],
    });
  }

  *take(row: SourceRow): Generator<ImportOutcome> {
    switch (row.form) {
      case 'broken-off':
        yield { form: 'broken-off', problem: row.problem };
        return;
      case 'wrong-row':
        this.rows += 1;
        yield { form: 'wrong', row: row.row, problems: [row.problem] };
        return;
      case 'cells':
        if (this.columns === undefined) {
          const { columns, notes } = this.planner.plan(row.cells, row.row);
          this.columns = columns;
          this.header = row.cells;
          if (notes.length > 0) yield { form: 'remark', problems: notes };
        } else yield this.record(this.contentOf(row, this.columns));
        return;
      case 'object': {
        const { content, notes } = this.objects.contentOf(row);
        if (notes.length > 0) yield { form: 'remark', problems: notes };
        yield this.record(content);
      }
    }
  }

  end(): void {
    if (this.rows === 0)
      throw fileError(
        'FILE_EMPTY',
        `${this.file.name} without a row of data`,
        'a header row and at least one row of data',
      );
  }

  private contentOf(row: TableRow, columns: readonly (Column | undefined)[]): RowContent {
    const filled = row.cells.flatMap((cell, at) => {
      const column = columns[at];
      return cell === undefined || column === undefined ? [] : [{ column, cell }];
    });
    // What stands in a column that is left out cannot spoil its row.
    const problems = row.problems
      .filter(({ at }) => columns[at] !== undefined)
      .map(({ at, ...problem }) => ({
        ...problem,
        field: columns[at]?.path ?? '',
        row: row.row,
        column: this.headerAt(at),
      }));
    return { row: row.row, filled, raw: [], problems };
  }

  private headerAt(at: number): string {
    const name = this.header[at];
    return name === undefined ? columnLetters(at) : cellText(name);
  }

  private record(content: RowContent): ImportOutcome {
    const { row } = content;
    this.rows += 1;
    if (this.rows > MOST_ROWS)
      throw fileError(
        'FILE_TOO_MANY_ROWS',
        `more than ${MOST_ROWS} rows`,
        `at most ${MOST_ROWS} rows; split the file`,
        { row },
      );
    const built = this.builder.build(content);
    if (!built.ok) return { form: 'wrong', row, problems: built.problems };
    const { source, sourceId, version } = built.data;
    const id = [String(source), String(sourceId), typeof version === 'number' ? String(version) : ''];
    const first = this.firstRows.get(id.join('\u0000'));
    if (first !== undefined) {
      const problem = {
        code: 'ROW_REPEATS_ID',
        field: 'sourceId',
        value: String(sourceId),
        expected: `an id that no other row has; row ${first} has it`,
        row,
        column: '',
        severity: 'error',
      } as const;
      return { form: 'wrong', row, problems: [problem] };
    }
    this.firstRows.set(id.join('\u0000'), row);
    const notes = [
      ...built.notes,
      ...this.objects.unknownMembers(
        row,
        content.raw.length === 0 ? [] : unknownFields(built.given, built.data),
      ),
    ];
    const eventId = derivedId('ev', this.target.event.type, ...id, contentHash(built.data));
    return { form: 'record', row, event: this.target.event, eventId, data: built.data, notes };
  }
}
