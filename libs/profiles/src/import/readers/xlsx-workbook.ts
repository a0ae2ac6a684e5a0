import { fileError } from '../import-problem';
import { ARCHIVE_LIMITS, type XlsxArchive } from './xlsx-archive';
import { drainXml, localName, type XmlHandler } from './xml-events';

/** What the sheet's reader needs from the rest of the workbook. */
export interface Workbook {
  /** Path in the archive of the sheet to read. */
  readonly sheetPart: string;
  readonly sheetName: string;
  /** Names of the other visible sheets. */
  readonly otherSheets: readonly string[];
  /** Days are counted from 1904, not 1900. */
  readonly from1904: boolean;
  readonly strings: SharedStrings;
  /** Whether the cell style with this index shows its number as a date. */
  isDateStyle(style: number): boolean;
}

/** Reads all but the sheets. Throws an ImportFileError for an archive that is no workbook. */
export async function readWorkbook(archive: XlsxArchive, file: string): Promise<Workbook> {
  if (!archive.has(BOOK))
    throw fileError(
      'FILE_NOT_WHAT_ITS_ENDING_SAYS',
      `${file}, which looks like a zip archive without a workbook`,
      'an Excel workbook (.xlsx)',
    );
  const { sheets, from1904 } = await readBook(archive);
  const targets = await relations(archive);
  const [first, ...others] = sheets.filter((sheet) => sheet.visible);
  const sheetPart = first === undefined ? undefined : targets.get(first.relation);
  if (first === undefined || sheetPart === undefined || !archive.has(sheetPart))
    throw fileError(
      'FILE_BROKEN',
      `${file}: no visible sheet`,
      'a workbook whose first visible sheet holds the table',
    );
  const dates = await dateStyles(archive);
  return {
    sheetPart,
    sheetName: first.name,
    otherSheets: others.map((sheet) => sheet.name),
    from1904,
    strings: await sharedStrings(archive),
    isDateStyle: (style) => dates[style] ?? false,
  };
}

const BOOK = 'xl/workbook.xml';

interface Sheet {
  readonly name: string;
  readonly relation: string;
  readonly visible: boolean;
}

async function readBook(archive: XlsxArchive): Promise<{ sheets: Sheet[]; from1904: boolean }> {
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readHeld(archive, BOOK, {
    open: ({ name, attributes }) => {
      if (localName(name) === 'sheet')
        sheets.push({
          name: attributes['name'] ?? '',
          relation: attributes['r:id'] ?? '',
          visible: (attributes['state'] ?? 'visible') === 'visible',
        });
      if (localName(name) === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    },
  });
  return { sheets, from1904 };
}

async function relations(archive: XlsxArchive): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await readHeld(archive, 'xl/_rels/workbook.xml.rels', {
    open: ({ name, attributes }) => {
      const target = attributes['Target'];
      if (localName(name) === 'Relationship' && target !== undefined)
        targets.set(attributes['Id'] ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}

/** For each cell style, whether its number format is one of a date. */
async function dateStyles(archive: XlsxArchive): Promise<boolean[]> {
  const custom = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  await readHeld(archive, 'xl/styles.xml', {
    open: ({ name, attributes }) => {
      const local = localName(name);
      if (local === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (local === 'cellXfs') inCellFormats = true;
      if (local === 'xf' && inCellFormats) {
        const format = Number(attributes['numFmtId'] ?? 0);
        const code = custom.get(format);
        styles.push(code === undefined ? isBuiltInDate(format) : isDateFormat(code));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

/** ECMA-376 part 1, 18.8.30: 14 to 22 everywhere, 27 to 36 and 50 to 58 in Chinese and Japanese workbooks; 45 to 47 are durations. */
function isBuiltInDate(format: number): boolean {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58);
}

/** A year or a day outside of quotes, escapes and brackets; month alone would also mean minutes. */
function isDateFormat(code: string): boolean {
  return /[yde]/i.test(
    code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').replace(/general|[0#?.]e[+-]/gi, ''),
  );
}

async function sharedStrings(archive: XlsxArchive): Promise<SharedStrings> {
  const strings = new SharedStrings();
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await readHeld(archive, 'xl/sharedStrings.xml', {
    open: ({ name }) => {
      const local = localName(name);
      if (local === 'si') text = '';
      if (local === 'rPh') inPhonetic = true;
      if (local === 't') inText = !inPhonetic;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === 'si') strings.push(text);
      if (name === 'rPh') inPhonetic = false;
      if (name === 't') inText = false;
    },
  });
  return strings;
}

/** Reads a part whole; a workbook may do without most of them. */
async function readHeld(archive: XlsxArchive, part: string, handler: XmlHandler): Promise<void> {
  if (archive.has(part)) await drainXml(archive.text(part, ARCHIVE_LIMITS.heldPartBytes), handler);
}

/** The workbook's table of texts, kept as UTF-8 in blocks: a million of them as strings would cost three times the memory. */
export class SharedStrings {
  private readonly blocks: Buffer[] = [];
  private readonly places: number[] = [];
  private used = BLOCK_BYTES;

  push(text: string): void {
    const bytes = Buffer.byteLength(text);
    if (this.used + bytes > BLOCK_BYTES) {
      this.blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, bytes)));
      this.used = 0;
    }
    const block = this.blocks.length - 1;
    this.blocks[block]?.write(text, this.used);
    this.places.push(block, this.used, bytes);
    this.used += bytes;
  }

  get(index: number): string | undefined {
    const [block, start, bytes] = this.places.slice(index * 3, index * 3 + 3);
    return block === undefined || start === undefined || bytes === undefined
      ? undefined
      : this.blocks[block]?.toString('utf8', start, start + bytes);
  }
}

const BLOCK_BYTES = 1_048_576;
