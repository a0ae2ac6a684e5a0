import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import * as yauzl from 'yauzl';

/** A file to import: it can be read from its start any number of times, and taken as a zip archive. */
export interface InputFile {
  /** Name without folders, e.g. `investors.xlsx`. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  bytes(): AsyncIterable<Buffer>;
  /** The first `length` bytes, or fewer where the file is shorter. */
  head(length: number): Promise<Buffer>;
  /** Reads the archive's directory; rejects where there is none. Entries are read later, one by one. */
  archive(): Promise<yauzl.ZipFile>;
}

const ARCHIVE_OPTIONS = { lazyEntries: true, autoClose: false } as const;
const CHUNK_BYTES = 65_536;

/** A file on disk. Rejects with the system's error where it cannot be read. */
export async function fileAt(path: string): Promise<InputFile> {
  const { size } = await stat(path);
  return {
    name: basename(path),
    size,
    bytes: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
    head: async (length) => {
      const file = await open(path, 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    archive: () => yauzl.openPromise(path, ARCHIVE_OPTIONS),
  };
}

/** A file that is already in memory: an upload, a test. */
export function fileOf(name: string, content: Buffer): InputFile {
  return {
    name,
    size: content.length,
    bytes: () => slices(content),
    head: async (length) => content.subarray(0, length),
    archive: () => yauzl.fromBufferPromise(content, ARCHIVE_OPTIONS),
  };
}

/** The name without its ending: the default source of the rows. */
export function baseName(name: string): string {
  return basename(name, extname(name));
}

async function* slices(content: Buffer): AsyncIterable<Buffer> {
  for (let start = 0; start < content.length; start += CHUNK_BYTES)
    yield content.subarray(start, start + CHUNK_BYTES);
}
