import { shown } from '@bole/kernel';
import { type ImportProblem } from '../import-problem';
import { type InputFile } from './input-file';
import { type OnProgress, type SourceRow } from './source-row';
import { decode, detectEncoding, UNDECODABLE } from './text-decoding';

/** The longest line that is read, in characters. */
export const LONGEST_LINE = 1_048_576;

/** The objects of an NDJSON file, one a line; blank lines are counted but left out. A wrong line spoils itself only. */
export async function* readNdjson(file: InputFile, onProgress?: OnProgress): AsyncGenerator<SourceRow> {
  const encoding = await detectEncoding(file);
  let row = 0;
  for await (const line of lines(decode(file, encoding, onProgress))) {
    row += 1;
    if (line.text.trim() !== '') yield readLine(line, row);
  }
}

interface Line {
  readonly text: string;
  /** Characters of the line; more than the text holds where it was cut off. */
  readonly length: number;
}

function readLine(line: Line, row: number): SourceRow {
  const wrong = (code: string, value: string, expected: string): SourceRow => {
    const problem: ImportProblem = {
      code,
      field: 'row',
      value,
      expected,
      row,
      column: '',
      severity: 'error',
    };
    return { form: 'wrong-row', row, problem };
  };
  if (line.length > LONGEST_LINE)
    return wrong('ROW_TOO_LONG', `${line.length} characters`, `a line of at most ${LONGEST_LINE} characters`);
  if (line.text.includes(UNDECODABLE))
    return wrong('TEXT_NOT_DECODABLE', shown(line.text), 'a line of UTF-8 text');
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (error) {
    return wrong(
      'ROW_NOT_JSON',
      `${shown(line.text)} (${(error as Error).message})`,
      'one JSON object on the line',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong('ROW_NOT_AN_OBJECT', shown(value), 'one JSON object on the line');
  return { form: 'object', row, members: value as Record<string, unknown>, problems: [] };
}

/** Cuts text into lines, holding at most one line of LONGEST_LINE; of a longer one only its length is kept. */
async function* lines(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let pending: string[] = [];
  let length = 0;
  const add = (piece: string) => {
    length += piece.length;
    if (length <= LONGEST_LINE) pending.push(piece);
    else pending = [];
  };
  const take = (): Line => {
    const line = { text: length > LONGEST_LINE ? '…' : pending.join(''), length };
    pending = [];
    length = 0;
    return line;
  };
  for await (const piece of text) {
    let start = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
      add(piece.slice(start, end));
      yield take();
      start = end + 1;
    }
    add(piece.slice(start));
  }
  if (length > 0) yield take();
}
