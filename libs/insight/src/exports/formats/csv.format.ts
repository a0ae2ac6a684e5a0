import { type Language } from '@bole/kernel';
import { type Column, type ExportRow } from '../export-table';
import { isFreeText, plainText } from './cells';

/** CSV of RFC 4180 with a byte order mark, by which Excel knows UTF-8. */
export async function* toCsv(
  batches: AsyncIterable<readonly ExportRow[]>,
  columns: readonly Column[],
  language: Language,
): AsyncGenerator<string, void, undefined> {
  yield `\ufeff${columns.map(({ title }) => quoted(title[language])).join(',')}\r\n`;
  for await (const rows of batches) yield rows.map((row) => line(row, columns)).join('');
}

function line(row: ExportRow, columns: readonly Column[]): string {
  let text = '';
  for (const [at, { name, kind }] of columns.entries()) {
    if (at > 0) text += ',';
    const cell = plainText(row[name]);
    text += isFreeText(kind) ? quoted(harmless(cell)) : cell;
  }
  return `${text}\r\n`;
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV Injection): whoever fills a
 * form must not have a formula run on the machine of whoever reads the export. Spreadsheets skip blanks before it, and
 * some take full-width signs for the plain ones.
 */
export function harmless(text: string): string {
  return /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
