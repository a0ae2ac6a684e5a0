import { type SaxesTagPlain } from 'saxes';
import { fileError, ImportFileError } from '../import-problem';
import { excelTime } from './excel-time';
import { type InputFile } from './input-file';
import {
  type CellProblem,
  type CellValue,
  MAX_COLUMNS,
  type OnProgress,
  type SourceRow,
  type TableRow,
} from './source-row';
import { XlsxArchive } from './xlsx-archive';
import { columnAt, mergedRanges, MergedRows } from './xlsx-merges';
import { readWorkbook, type Workbook } from './xlsx-workbook';
import { localName, readXml, type XmlHandler } from './xml-events';

/**
 * The rows of a workbook's first visible sheet, header first; blank rows are left out. A formula counts as its cached
 * result; where there is none, and where it ended in an error, the cell is a problem. Of merged cells the top left one holds
 * the value; each of the others gets a note.
 */
export async function* readXlsx(file: InputFile, onProgress?: OnProgress): AsyncGenerator<SourceRow> {
  const archive = await XlsxArchive.open(file);
  try {
    const workbook = await readWorkbook(archive, file.name);
    const merges = new MergedRows(await mergedRanges(archive, workbook.sheetPart));
    const sheet = new SheetHandler(workbook, merges);
    const total = archive.size(workbook.sheetPart);
    let done = 0;
    for await (const _ of readXml(
      counted(archive.text(workbook.sheetPart), (bytes) => onProgress?.((done += bytes), total)),
      sheet,
    ))
      yield* sheet.rows.splice(0);
  } catch (error) {
    if (error instanceof ImportFileError || !(error instanceof Error)) throw error;
    throw fileError(
      'FILE_BROKEN',
      `${file.name}: ${error.message}`,
      'a workbook that opens in Excel; save it again',
    );
  } finally {
    archive.close();
  }
}

/** Tells how much was read, in characters: near enough to bytes for a progress bar. */
async function* counted(
  text: AsyncIterable<string>,
  add: (characters: number) => void,
): AsyncGenerator<string> {
  for await (const piece of text) {
    yield piece;
    add(piece.length);
  }
}

interface OpenCell {
  readonly at: number;
  readonly type: string;
  readonly style: number;
  formula: boolean;
  value: string | undefined;
}

/** Turns the XML of a sheet into rows (ECMA-376 part 1, 18.3.1). */
class SheetHandler implements XmlHandler {
  readonly rows: SourceRow[] = [];
  private row = 0;
  private cells: CellValue[] = [];
  private problems: CellProblem[] = [];
  private cell: OpenCell | undefined;
  private collecting = false;
  private inPhonetic = false;
  private nextAt = 0;

  constructor(
    private readonly workbook: Workbook,
    private readonly merges: MergedRows,
  ) {}

  open({ name, attributes }: SaxesTagPlain): void {
    switch (localName(name)) {
      case 'row':
        this.row = Number(attributes['r'] ?? this.row + 1);
        this.cells = [];
        this.problems = [];
        this.nextAt = 0;
        break;
      case 'c':
        this.openCell(attributes);
        break;
      case 'f':
        if (this.cell) this.cell.formula = true;
        break;
      case 'rPh':
        this.inPhonetic = true;
        break;
      case 'v':
      case 't':
        if (this.cell && !this.inPhonetic) {
          this.collecting = true;
          this.cell.value ??= '';
        }
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.collecting && this.cell) this.cell.value = (this.cell.value ?? '') + text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false;
    else if (name === 'rPh') this.inPhonetic = false;
    else if (name === 'c' && this.cell) this.closeCell(this.cell);
    else if (name === 'row') this.closeRow();
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const letters = /^[A-Z]{1,3}/.exec(attributes['r'] ?? '')?.[0];
    const at = letters === undefined ? this.nextAt : columnAt(letters);
    this.nextAt = at + 1;
    this.cell = {
      at,
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? 0),
      formula: false,
      value: undefined,
    };
  }

  private closeCell(cell: OpenCell): void {
    this.cell = undefined;
    if (cell.at >= MAX_COLUMNS) {
      if (cell.value !== undefined)
        this.problem(cell, 'ROW_TOO_WIDE', cell.value, `no cells beyond column ${MAX_COLUMNS}`);
      return;
    }
    const value = this.valueOf(cell);
    if (value !== undefined) this.cells[cell.at] = value;
  }

  private valueOf(cell: OpenCell): CellValue {
    const text = cell.value;
    if (text === undefined) {
      if (cell.formula)
        this.problem(
          cell,
          'FORMULA_WITHOUT_RESULT',
          'a formula without a saved result',
          'the value itself; open the file in Excel and save it, or paste as values',
        );
      return undefined;
    }
    switch (cell.type) {
      case 's':
        return notBlank(this.workbook.strings.get(Number(text)));
      case 'b':
        return text === '1' || text === 'true';
      case 'e':
        this.problem(
          cell,
          cell.formula ? 'FORMULA_FAILED' : 'CELL_ERROR',
          text,
          'a value; mend the formula or write the value',
        );
        return undefined;
      case 'd':
        return { wallTime: text.replace(/Z$/, '') };
      case 'str':
      case 'inlineStr':
        return notBlank(text);
      default:
        return this.numberOf(cell, text);
    }
  }

  private numberOf(cell: OpenCell, text: string): CellValue {
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number)) return notBlank(text);
    if (!this.workbook.isDateStyle(cell.style)) return number;
    return excelTime(number, this.workbook.from1904) ?? number;
  }

  private closeRow(): void {
    for (const range of this.merges.at(this.row)) {
      for (let at = range.left; at <= Math.min(range.right, MAX_COLUMNS - 1); at += 1) {
        if (at === range.left && this.row === range.top) continue;
        if (at in this.cells) this.cells[at] = undefined;
        const expected = `the value in each cell: that of ${range.name} belongs to its top left cell alone`;
        this.problems.push({
          at,
          code: 'CELL_MERGED',
          value: `merged in ${range.name}`,
          expected,
          severity: 'note',
        });
      }
    }
    const cells = Array.from(this.cells);
    const blank =
      cells.every((cell) => cell === undefined) &&
      this.problems.every((problem) => problem.severity === 'note');
    if (!blank)
      this.rows.push({ form: 'cells', row: this.row, cells, problems: this.problems } satisfies TableRow);
  }

  private problem(cell: OpenCell, code: string, value: string, expected: string): void {
    this.problems.push({ at: cell.at, code, value, expected, severity: 'error' });
  }
}

/** Excel writes a carriage return inside a cell as `_x000D_`. */
function notBlank(text: string | undefined): string | undefined {
  const plain = text?.replace(/_x000D_/g, '');
  return plain === undefined || plain.trim() === '' ? undefined : plain;
}
