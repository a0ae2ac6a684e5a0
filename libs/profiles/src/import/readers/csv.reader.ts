import { parse, type CsvError, type Parser } from 'csv-parse';
import { type ImportProblem } from '../import-problem';
import { type InputFile } from './input-file';
import { openQuote } from './open-quote';
import { decode, detectEncoding, firstLine, type TextEncoding, UNDECODABLE } from './text-decoding';
import { type CellProblem, MAX_COLUMNS, type OnProgress, type SourceRow } from './source-row';

/**
 * The rows of a CSV file, header first; blank rows are counted but left out. Encoding and delimiter (comma, semicolon or
 * tab) are detected. A stray quote inside a cell spoils its row only. A quote that is never closed breaks the file off
 * there, because where rows begin is no longer known; the rows before it stand.
 */
export async function* readCsv(file: InputFile, onProgress?: OnProgress): AsyncGenerator<SourceRow> {
  const encoding = await detectEncoding(file);
  const delimiter = guessDelimiter(await firstLine(file, encoding));
  const rows = new CsvRows(delimiter, encoding);
  for await (const text of decode(file, encoding, onProgress)) {
    const fault = await rows.write(text);
    yield* rows.take();
    if (fault !== undefined) {
      yield await brokenOff(file, encoding, delimiter, rows, fault);
      return;
    }
  }
  const fault = await rows.end();
  yield* rows.take();
  if (fault !== undefined) yield await brokenOff(file, encoding, delimiter, rows, fault);
}

/** The longest row, in bytes of UTF-8: what an unclosed quote may swallow before it is called one. */
const LONGEST_ROW_BYTES = 1_048_576;

/** csv-parse, with its rows taken in `on_record`: an error of its stream would throw away rows that were good. */
class CsvRows {
  private readonly parser: Parser;
  private readonly found: SourceRow[] = [];
  private fault: CsvError | undefined;
  private row = 0;
  private columns = 0;
  /** Where the last whole row ended, in lines of the file. */
  linesDone = 0;

  constructor(
    delimiter: string,
    private readonly encoding: TextEncoding,
  ) {
    this.parser = parse({
      delimiter,
      relax_column_count: true,
      max_record_size: LONGEST_ROW_BYTES,
      skip_records_with_error: true,
      on_record: (cells: string[], { lines }) => {
        this.add(cells, lines);
        return null;
      },
      on_skip: (error) => {
        if (error === undefined || (error.code as string) !== STRAY_QUOTE)
          throw error ?? new Error('a record was skipped without a reason');
        this.row += 1;
        this.linesDone = Number(error.lines);
        this.found.push({ form: 'wrong-row', row: this.row, problem: strayQuote(this.row, error) });
      },
    });
    this.parser.on('error', (error) => (this.fault = error as CsvError));
    this.parser.resume();
  }

  get nextRow(): number {
    return this.row + 1;
  }

  *take(): Generator<SourceRow> {
    yield* this.found.splice(0);
  }

  write(text: string): Promise<CsvError | undefined> {
    return new Promise((resolve) =>
      this.parser.write(text, (error) => resolve((error as CsvError | null | undefined) ?? this.fault)),
    );
  }

  end(): Promise<CsvError | undefined> {
    return new Promise((resolve) => {
      this.parser.once('error', (error) => resolve(error as CsvError));
      this.parser.once('end', () => resolve(this.fault));
      this.parser.end();
    });
  }

  private add(cells: string[], lines: number): void {
    const began = this.linesDone + 1;
    this.linesDone = lines;
    this.row += 1;
    if (cells.every((cell) => cell.trim() === '')) return;
    if (this.columns === 0) this.columns = cells.length;
    const wrong = this.wrongRow(cells, began, lines);
    if (wrong !== undefined) this.found.push({ form: 'wrong-row', row: this.row, problem: wrong });
    else
      this.found.push({
        form: 'cells',
        row: this.row,
        cells: cells.map((cell) => (cell.trim() === '' ? undefined : cell)),
        problems: undecodable(cells, this.encoding),
      });
  }

  private wrongRow(cells: readonly string[], began: number, ended: number): ImportProblem | undefined {
    const extra = cells.slice(this.columns).filter((cell) => cell.trim() !== '').length;
    const wrong = (code: string, value: string, expected: string) =>
      ({ code, field: 'row', value, expected, row: this.row, column: '', severity: 'error' }) as const;
    if (cells.length > MAX_COLUMNS)
      return wrong('ROW_TOO_WIDE', `${cells.length} cells`, `at most ${MAX_COLUMNS} cells`);
    if (extra > 0)
      return wrong(
        'ROW_TOO_WIDE',
        `${cells.length} cells`,
        `${this.columns} cells, as the header has; put a cell that holds the delimiter in quotes`,
      );
    // Two missing quotes can cancel each other out: then several lines fold into one row of the wrong width.
    if (ended > began && cells.length !== this.columns && this.row > 1)
      return wrong(
        'CSV_QUOTE_MISPLACED',
        `lines ${began} to ${ended} read as one row of ${cells.length} cells`,
        `${this.columns} cells; close the quote that opens on line ${began}`,
      );
    return undefined;
  }
}

/** The code that csv-parse 7 gives to a quote inside an unquoted cell. */
const STRAY_QUOTE = 'INVALID_OPENING_QUOTE';

function strayQuote(row: number, error: CsvError): ImportProblem {
  return {
    code: 'CSV_QUOTE_STRAY',
    field: 'row',
    value: `line ${String(error.lines)}`,
    expected: 'the whole cell in quotes, with each quote inside it doubled',
    row,
    column: '',
    severity: 'error',
  };
}

async function brokenOff(
  file: InputFile,
  encoding: TextEncoding,
  delimiter: string,
  rows: CsvRows,
  fault: CsvError,
): Promise<SourceRow> {
  const at = { row: rows.nextRow, column: '', severity: 'error', field: 'row' } as const;
  const quote = await openQuote(decode(file, encoding), delimiter, rows.linesDone + 1);
  if (quote !== undefined) {
    const expected = `a closing quote for the one that opens on line ${quote}; the rows from there on were not read`;
    return {
      form: 'broken-off',
      problem: { ...at, code: 'CSV_QUOTE_NOT_CLOSED', value: `a quote opened on line ${quote}`, expected },
    };
  }
  const expected = `a row of at most ${LONGEST_ROW_BYTES} bytes; the rows from there on were not read`;
  return {
    form: 'broken-off',
    problem: {
      ...at,
      code: 'CSV_ROW_UNREADABLE',
      value: `line ${rows.linesDone + 1}: ${fault.code}`,
      expected,
    },
  };
}

function undecodable(cells: readonly string[], encoding: TextEncoding): CellProblem[] {
  return cells.flatMap((cell, at) =>
    cell.includes(UNDECODABLE)
      ? [
          {
            at,
            code: 'TEXT_NOT_DECODABLE',
            value: cell.slice(0, 120),
            expected: `text in ${encoding.toUpperCase()}, which the rest of the file is in`,
            severity: 'error' as const,
          },
        ]
      : [],
  );
}

/** The delimiter that stands most often in the header, outside of quotes; a comma where none does. */
export function guessDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    count: bare.split(delimiter).length - 1,
  }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
