import { type Readable } from 'node:stream';
import { type Entry, type ZipFile } from 'yauzl';
import { fileError, ImportFileError } from '../import-problem';
import { type InputFile } from './input-file';

/** What an archive may unpack to. Checked on its directory before anything is unpacked, and again while unpacking. */
export const ARCHIVE_LIMITS = {
  entries: 5_000,
  totalBytes: 2_147_483_648,
  /** Unpacked bytes for each packed one, once there are more than `ratioFromBytes`. Sheets reach about 30. */
  ratio: 150,
  ratioFromBytes: 33_554_432,
  /** A part that is held in memory: shared strings, styles, the list of sheets. */
  heldPartBytes: 134_217_728,
} as const;

/** The parts of an XLSX archive, found by its central directory alone and read within the sizes given there. */
export class XlsxArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly file: string,
  ) {}

  /** Throws an ImportFileError for what is no zip archive, or would unpack beyond ARCHIVE_LIMITS. */
  static async open(file: InputFile): Promise<XlsxArchive> {
    let zip: ZipFile | undefined;
    try {
      zip = await file.archive();
      const entries = new Map<string, Entry>();
      let total = 0;
      for await (const entry of zip.eachEntry()) {
        total += entry.uncompressedSize;
        entries.set(entry.fileName, entry);
        guard(file, zip.entryCount, total);
      }
      return new XlsxArchive(zip, entries, file.name);
    } catch (error) {
      zip?.close();
      throw asFileError(error, file.name);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  size(name: string): number {
    return this.entries.get(name)?.uncompressedSize ?? 0;
  }

  /** The unpacked bytes of a part; nothing where the archive has no such part. */
  async *bytes(name: string, atMost: number = ARCHIVE_LIMITS.totalBytes): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (entry === undefined) return;
    if (entry.uncompressedSize > atMost)
      throw fileError(
        'FILE_TOO_LARGE',
        `${name} of ${entry.uncompressedSize} bytes`,
        `at most ${atMost} bytes; split the file`,
      );
    let stream: Readable | undefined;
    try {
      stream = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream) yield chunk as Buffer;
    } catch (error) {
      throw asFileError(error, this.file);
    } finally {
      stream?.destroy();
    }
  }

  /** The unpacked text of a part, cut between characters, never within one. */
  async *text(name: string, atMost?: number): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8');
    for await (const bytes of this.bytes(name, atMost)) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  }

  close(): void {
    this.zip.close();
  }
}

function guard(file: InputFile, entries: number, total: number): void {
  const bomb = (value: string, expected: string) => fileError('FILE_ZIP_BOMB', value, expected);
  if (entries > ARCHIVE_LIMITS.entries)
    throw bomb(`${entries} parts`, `a workbook of at most ${ARCHIVE_LIMITS.entries} parts`);
  if (total > ARCHIVE_LIMITS.totalBytes)
    throw bomb(`${total} bytes unpacked`, `at most ${ARCHIVE_LIMITS.totalBytes} bytes unpacked`);
  const ratio = Math.round(total / file.size);
  if (total > ARCHIVE_LIMITS.ratioFromBytes && ratio > ARCHIVE_LIMITS.ratio)
    throw bomb(
      `${file.size} bytes that unpack to ${ratio} times as many`,
      `at most ${ARCHIVE_LIMITS.ratio} times as many`,
    );
}

function asFileError(error: unknown, name: string): unknown {
  if (error instanceof ImportFileError || !(error instanceof Error)) return error;
  return fileError(
    'FILE_BROKEN',
    `${name}: ${error.message}`,
    'a workbook that opens in Excel; save it again',
  );
}
