import { type Language } from '@bole/kernel';
import { Query } from '@nestjs/cqrs';
import { type ExportTable } from '../../exports/export-table';

export const EXPORT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
} as const;
export type ExportFormat = keyof typeof EXPORT_TYPES;

/** A file of any size, made while it is read. Fails in the middle by throwing: then it must not look whole. */
export interface OpenExport {
  readonly chunks: AsyncIterable<string | Uint8Array>;
  readonly mediaType: string;
  /** Without a path, e.g. `线索-2026-11-23.csv`. */
  readonly fileName: string;
}

/**
 * Opens an export in the acting scope; nothing is read until its first chunk is asked for. Throws TooManyRequestsError,
 * here or when reading begins, while too many others run.
 */
export class OpenExportQuery extends Query<OpenExport> {
  constructor(
    readonly table: ExportTable,
    readonly format: ExportFormat,
    /** Of the headers and the file's name. */
    readonly language: Language,
    /** Whose share of the exports at once it takes. */
    readonly city: string,
  ) {
    super();
  }
}
