import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ALL_TOPICS } from '@bole/contracts';
import { type Clock, DAY_MS } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  CLOCK,
  type LogTraces,
  PERSONAL_DATA_SOURCES,
  type PersonalDataSection,
  type PersonalDataSource,
} from '@bole/platform';
import { personOf } from '../../erasure/person-of-contact';
import { ContactStore } from '../../store/contact.store';
import { ExportContactQuery, type PersonExport } from './export-contact.query';

@QueryHandler(ExportContactQuery)
export class ExportContactHandler implements IQueryHandler<ExportContactQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(PERSONAL_DATA_SOURCES) private readonly sources: readonly PersonalDataSource[],
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ city, id }: ExportContactQuery): Promise<PersonExport> {
    const person = await this.unitOfWork.run(async (transaction) =>
      personOf(transaction, await new ContactStore(transaction).hold(id)),
    );
    const sections: PersonalDataSection[] = [];
    const traces: LogTraces[] = [];
    for (const source of this.sources) {
      sections.push(...(await source.export(person)));
      traces.push(...((await source.logTraces?.(person)) ?? []));
    }
    const topics = new Set(traces.map(({ topic }) => topic));
    return {
      ...{ city, exportedAt: this.clock.now().toISOString(), contactIds: person.contactIds, sections },
      copies: ALL_TOPICS.filter(({ name }) => topics.has(name)).map(({ name: topic, retentionMs }) => ({
        topic,
        keptDays: retentionMs === null ? null : retentionMs / DAY_MS,
      })),
    };
  }
}
