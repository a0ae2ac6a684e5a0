import { fileError } from '../import-problem';
import { type InputFile } from './input-file';
import { type OnProgress } from './source-row';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** What stands where bytes were no text. A row that holds it is reported, the others go on. */
export const UNDECODABLE = '\uFFFD';

/**
 * The encoding of a text file: by its byte order mark; else UTF-8 where all of it is valid UTF-8; else UTF-8 all the same
 * where valid many-byte characters far outnumber the faults (a damaged file); else GB18030, which holds GBK and GB 2312.
 * Reads the whole file once: the first Chinese name may stand far behind a header in ASCII.
 */
export async function detectEncoding(file: InputFile): Promise<TextEncoding> {
  const head = await file.head(2);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  let faults = 0;
  let good = 0;
  for await (const text of decode(file, 'utf-8')) {
    faults += count(text, /\uFFFD/g);
    good += count(text, /[\u0080-\uFFFC]/g);
  }
  return faults === 0 || good > faults * GOOD_PER_FAULT ? 'utf-8' : 'gb18030';
}

/** GB18030 read as UTF-8 is nearly all faults; a UTF-8 file with some torn bytes has few. */
const GOOD_PER_FAULT = 4;

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** The text of a file, piece by piece and without its byte order mark. Bytes that are no text become UNDECODABLE. */
export async function* decode(
  file: InputFile,
  encoding: TextEncoding,
  onProgress?: OnProgress,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let done = 0;
  for await (const bytes of file.bytes()) {
    yield decoder.decode(bytes, { stream: true });
    done += bytes.length;
    onProgress?.(done, file.size);
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** The first line, for a guess at the delimiter. Throws where it is longer than any header can be. */
export async function firstLine(file: InputFile, encoding: TextEncoding): Promise<string> {
  let text = '';
  for await (const piece of decode(file, encoding)) {
    text += piece;
    const end = /\r|\n/.exec(text.trimStart());
    if (end !== null) return text.trimStart().slice(0, end.index);
    if (text.length > LONGEST_HEADER)
      throw fileError(
        'FILE_HEADER_TOO_LONG',
        `${text.length} characters`,
        `a header row of at most ${LONGEST_HEADER} characters`,
        { row: 1 },
      );
  }
  return text.trim();
}

const LONGEST_HEADER = 200_000;
