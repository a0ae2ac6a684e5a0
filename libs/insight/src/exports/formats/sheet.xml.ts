import { type Language } from '@bole/kernel';
import { type Cell, type Column, type ExportRow } from '../export-table';
import { plainText } from './cells';
import { type RowSource } from './row-source';

const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
const FOOT = '</sheetData></worksheet>';

/** One sheet of ECMA-376, SpreadsheetML: a header, then rows while there are any and room for them. */
export async function* sheetXml(
  rows: RowSource,
  columns: readonly Column[],
  language: Language,
  sheetRows: number,
): AsyncGenerator<string, void, undefined> {
  const letters = columns.map((_, at) => columnLetters(at));
  const header = columns.map(({ title }, at) => textCell(`${letters[at]}1`, title[language], ' s="1"'));
  yield `${HEAD}<row r="1">${header.join('')}</row>`;
  for (let number = 2; number <= sheetRows;) {
    const taken = await rows.take(sheetRows - number + 1);
    if (taken.length === 0) break;
    const first = number;
    yield taken.map((row, at) => rowXml(row, first + at, columns, letters)).join('');
    number += taken.length;
  }
  yield FOOT;
}

function rowXml(
  row: ExportRow,
  number: number,
  columns: readonly Column[],
  letters: readonly string[],
): string {
  let xml = `<row r="${number}">`;
  for (const [at, { name, kind }] of columns.entries()) {
    const cell = row[name];
    if (cell === null || cell === undefined) continue;
    const place = `${letters[at]}${number}`;
    if (kind === 'number') xml += `<c r="${place}"><v>${String(cell)}</v></c>`;
    else if (kind === 'boolean') xml += `<c r="${place}" t="b"><v>${cell === true ? 1 : 0}</v></c>`;
    else xml += textOf(place, cell);
  }
  return `${xml}</row>`;
}

function textOf(place: string, cell: Cell): string {
  const text = plainText(cell);
  return text === '' ? '' : textCell(place, text);
}

/** Typed as text: nothing in it is ever a formula. */
function textCell(place: string, text: string, style = ''): string {
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${place}" t="inlineStr"${style}><is><t${space}>${escaped(shortened(text))}</t></is></c>`;
}

/** The most characters that a cell of Excel holds. */
const CELL_CHARACTERS = 32_767;

/** A longer text says so itself where it is cut. */
function shortened(text: string): string {
  if (text.length <= CELL_CHARACTERS) return text;
  const note = ` … [${text.length}]`;
  return text.slice(0, CELL_CHARACTERS - note.length).replace(/[\ud800-\udbff]$/, '') + note;
}

const SPECIAL = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g; // eslint-disable-line no-control-regex -- those that XML cannot hold
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML 1.0 has no control characters: Office Open XML writes them, and what looks like them, as `_xHHHH_` (ECMA-376, ST_Xstring). */
function escaped(text: string): string {
  return text.replace(
    SPECIAL,
    (one) => ENTITIES[one] ?? `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}

/** A, B, … Z, AA, … */
function columnLetters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnLetters(Math.floor(at / 26) - 1) + last;
}
