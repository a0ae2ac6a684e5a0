import { once } from 'node:events';
import { Readable } from 'node:stream';
import { type Language } from '@bole/kernel';
import { ZipFile } from 'yazl';
import { type Column, type ExportRow } from '../export-table';
import { RowSource } from './row-source';
import { sheetXml } from './sheet.xml';
import { contentTypesXml, PACKAGE_RELATIONS, STYLES, workbookRelations, workbookXml } from './workbook.xml';

export interface XlsxOptions {
  readonly language: Language;
  /** Of the sheets, numbered where there are several. */
  readonly title: string;
  /** As the archive has it. */
  readonly now: Date;
  /** Rows of one sheet, its header included; default 1,048,576, the most that Excel takes. */
  readonly sheetRows?: number;
}

const SHEET_ROWS = 1_048_576;
/** Of zlib: beyond it the file gets little smaller, and takes twice the time. */
const COMPRESSION = 4;

/**
 * An Office Open XML workbook, written while it is read: the rows pass through, sheet after sheet, and the list of the
 * sheets comes last. Text is text, so that no cell is a formula. Broken off, it has no directory and nothing opens it.
 */
export async function* toXlsx(
  batches: AsyncIterable<readonly ExportRow[]>,
  columns: readonly Column[],
  options: XlsxOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const rows = new RowSource(batches);
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const sheets = writeSheets(zip, rows, columns, options).catch((error: unknown) => {
    output.destroy(error as Error);
  });
  zip.on('error', (error: Error) => output.destroy(error));
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    output.destroy();
    rows.leaveOff();
    await rows.close();
    await sheets;
  }
}

async function writeSheets(
  zip: ZipFile,
  rows: RowSource,
  columns: readonly Column[],
  { language, title, now, sheetRows = SHEET_ROWS }: XlsxOptions,
): Promise<void> {
  const file = { mtime: now, compressionLevel: COMPRESSION };
  let count = 0;
  do {
    count++;
    // Bytes, for a stream of values would hold sixteen batches.
    const sheet = Readable.from(sheetXml(rows, columns, language, sheetRows), { objectMode: false });
    zip.addReadStream(sheet, `xl/worksheets/sheet${count}.xml`, file);
    await once(sheet, 'end', { signal: rows.leftOff });
  } while (await rows.hasMore());
  const parts = {
    'xl/workbook.xml': workbookXml(title, count),
    'xl/_rels/workbook.xml.rels': workbookRelations(count),
    'xl/styles.xml': STYLES,
    '_rels/.rels': PACKAGE_RELATIONS,
    '[Content_Types].xml': contentTypesXml(count),
  };
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), name, file);
  zip.end();
}
