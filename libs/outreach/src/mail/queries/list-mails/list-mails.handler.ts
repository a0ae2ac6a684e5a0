import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type MailList } from '../../mail.schema';
import { MailStore } from '../../store/mail.store';
import { ListMailsQuery } from './list-mails.query';

@QueryHandler(ListMailsQuery)
export class ListMailsHandler implements IQueryHandler<ListMailsQuery> {
  private readonly mails: MailStore;

  constructor(@Inject(UNIT_OF_WORK) unitOfWork: UnitOfWork) {
    this.mails = new MailStore(unitOfWork);
  }

  async execute({ city, page: { state, limit, cursor } }: ListMailsQuery): Promise<MailList> {
    const rows = await this.mails.page({
      city,
      state,
      after: cursor === undefined ? undefined : after(cursor),
      limit: limit + 1,
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { items, next: more ? encodeCursor([last.createdAt, last.id]) : null };
  }
}

function after(cursor: string): { createdAt: string; id: string } {
  const [createdAt, id] = decodeCursor(cursor, ['instant', 'text']);
  return { createdAt, id };
}
