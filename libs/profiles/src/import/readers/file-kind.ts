import { extname } from 'node:path';
import { fileError } from '../import-problem';
import { type InputFile } from './input-file';

export type FileKind = 'csv' | 'xlsx' | 'ndjson';

/** Which reader takes the file: by its ending, once its first bytes agree. Throws an ImportFileError where they do not. */
export async function fileKind(file: InputFile): Promise<FileKind> {
  const ending = extname(file.name).toLowerCase();
  const kind = KINDS.get(ending);
  if (kind === undefined)
    throw fileError('FILE_KIND_UNKNOWN', file.name, `a file that ends in ${[...KINDS.keys()].join(', ')}`);
  if (file.size === 0) throw fileError('FILE_EMPTY', file.name, 'a header row and at least one row of data');
  const found = looksLike(await file.head(SNIFFED_BYTES));
  if (found.kind !== kind)
    throw fileError(
      'FILE_NOT_WHAT_ITS_ENDING_SAYS',
      `${file.name}, which looks like ${found.name}`,
      `${NAMES[kind]}, as the ending ${ending} says`,
    );
  return kind;
}

const SNIFFED_BYTES = 4_096;

const KINDS: ReadonlyMap<string, FileKind> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.xlsx', 'xlsx'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
]);

const NAMES: Readonly<Record<FileKind, string>> = {
  csv: 'text in rows and columns',
  xlsx: 'an Excel workbook',
  ndjson: 'one JSON object a line',
};

interface Looks {
  readonly kind: FileKind | undefined;
  readonly name: string;
}

function looksLike(head: Buffer): Looks {
  const signature = SIGNATURES.find(([bytes]) => head.subarray(0, bytes.length).equals(bytes));
  if (signature !== undefined) return signature[1];
  const wide = WIDE_BOMS.some((bom) => head.subarray(0, 2).equals(bom));
  if (!wide && head.includes(0)) return { kind: undefined, name: 'binary data' };
  const text = head
    .toString(wide ? 'utf16le' : 'utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text.startsWith('{')) return { kind: 'ndjson', name: 'JSON' };
  if (/^\[\s*[[{\]]/.test(text)) return { kind: undefined, name: 'one JSON array' };
  if (/^<(?:\?xml|!doctype|html|table)/i.test(text)) return { kind: undefined, name: 'HTML or XML' };
  return { kind: 'csv', name: 'plain text' };
}

const WIDE_BOMS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

const SIGNATURES: readonly (readonly [Buffer, Looks])[] = [
  [Buffer.from('PK\x03\x04', 'latin1'), { kind: 'xlsx', name: 'a zip archive or an Excel workbook (.xlsx)' }],
  [Buffer.from('PK\x05\x06', 'latin1'), { kind: undefined, name: 'an empty zip archive' }],
  [
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    { kind: undefined, name: 'an old Excel file (.xls) or one with a password' },
  ],
  [Buffer.from('%PDF'), { kind: undefined, name: 'a PDF' }],
  [Buffer.from('1f8b', 'hex'), { kind: undefined, name: 'a gzip archive' }],
  [Buffer.from('89504e47', 'hex'), { kind: undefined, name: 'a PNG picture' }],
  [Buffer.from('ffd8ff', 'hex'), { kind: undefined, name: 'a JPEG picture' }],
  [Buffer.from('SQLite format 3'), { kind: undefined, name: 'an SQLite database' }],
];
