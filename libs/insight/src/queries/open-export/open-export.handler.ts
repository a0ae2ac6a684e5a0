import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, inLanguage } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { ExportSlots } from '../../exports/export-slots';
import { type ExportRow } from '../../exports/export-table';
import { toCsv } from '../../exports/formats/csv.format';
import { toNdjson } from '../../exports/formats/ndjson.format';
import { toXlsx } from '../../exports/formats/xlsx.format';
import { EXPORT_TYPES, type OpenExport, OpenExportQuery } from './open-export.query';

@QueryHandler(OpenExportQuery)
export class OpenExportHandler implements IQueryHandler<OpenExportQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly slots: ExportSlots,
  ) {}

  async execute({ table, format, language, city }: OpenExportQuery): Promise<OpenExport> {
    this.slots.check(city);
    const { columns, sql, values } = table;
    const now = this.clock.now();
    const title = inLanguage(table.title, language);
    const rows = this.unitOfWork.stream<ExportRow>(sql, values);
    const written = (): AsyncIterable<string | Uint8Array> => {
      switch (format) {
        case 'csv':
          return toCsv(rows, columns, language);
        case 'ndjson':
          return toNdjson(rows, columns);
        case 'xlsx':
          return toXlsx(rows, columns, { language, now, title });
      }
    };
    return {
      chunks: this.slots.hold(city, written()),
      mediaType: EXPORT_TYPES[format],
      fileName: `${title}-${now.toISOString().slice(0, 10)}.${format}`,
    };
  }
}
