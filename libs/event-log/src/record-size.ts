import { maxRecordBytesOf } from '@bole/contracts';
import { type OutgoingRecord } from './event-log';

/** Bytes of a record's key, value and headers; throws when its topic does not take as many. */
export function recordBytes(record: OutgoingRecord): number {
  const headers = Object.entries(record.headers).reduce(
    (sum, [name, value]) => sum + name.length + Buffer.byteLength(value),
    0,
  );
  const bytes = Buffer.byteLength(record.key) + Buffer.byteLength(record.value ?? '') + headers;
  const most = maxRecordBytesOf(record.topic);
  if (bytes > most)
    throw new Error(
      `A record for ${record.topic} has ${bytes} bytes; the event log takes at most ${most} there.`,
    );
  return bytes;
}

/** The records in their order, cut where a chunk would grow beyond so many records or bytes. Throws before the first is given out. */
export function chunksOf(
  records: readonly OutgoingRecord[],
  most: { readonly records: number; readonly bytes: number },
): readonly (readonly OutgoingRecord[])[] {
  const chunks: OutgoingRecord[][] = [];
  let bytes = Infinity;
  for (const record of records) {
    const size = recordBytes(record);
    if (bytes + size > most.bytes || (chunks.at(-1)?.length ?? 0) >= most.records) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(record);
    bytes += size;
  }
  return chunks;
}
