import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { contactNotFound } from '../../store/contact.store';
import { type ConsentChangeEntry, ListConsentChangesQuery } from './list-consent-changes.query';

interface Row {
  readonly changed_at: Date;
  readonly by_kind: ConsentChangeEntry['by']['kind'];
  readonly by_id: string;
  readonly by_name: string;
  readonly before: ConsentChangeEntry['before'];
  readonly after: ConsentChangeEntry['after'];
}

@QueryHandler(ListConsentChangesQuery)
export class ListConsentChangesHandler implements IQueryHandler<ListConsentChangesQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ id }: ListConsentChangesQuery): Promise<{ readonly items: readonly ConsentChangeEntry[] }> {
    const [contact] = await this.unitOfWork.query(`select from intake.contact where id = $1`, [id]);
    if (contact === undefined) throw contactNotFound(id);
    const rows = await this.unitOfWork.query<Row>(
      `select * from intake.consent_change where contact_id = $1 order by changed_at, id`,
      [id],
    );
    return {
      items: rows.map((row) => ({
        at: row.changed_at.toISOString(),
        by: { kind: row.by_kind, id: row.by_id, name: row.by_name },
        before: row.before,
        after: row.after,
      })),
    };
  }
}
