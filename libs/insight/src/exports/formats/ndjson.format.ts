import { type Column, type ExportRow } from '../export-table';

/** One JSON object a line, every column in each: numbers and booleans as such, lists as arrays, instants in ISO 8601, null for nothing. */
export async function* toNdjson(
  batches: AsyncIterable<readonly ExportRow[]>,
  columns: readonly Column[],
): AsyncGenerator<string, void, undefined> {
  const names = columns.map(({ name }) => name);
  for await (const rows of batches) yield rows.map((row) => `${JSON.stringify(row, names)}\n`).join('');
}
