import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type ShareList } from '../../share.schema';
import { sharesOf } from '../../share.store';
import { ListSharesQuery } from './list-shares.query';

@QueryHandler(ListSharesQuery)
export class ListSharesHandler implements IQueryHandler<ListSharesQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, filter: { limit, cursor, personId, projectId } }: ListSharesQuery): Promise<ShareList> {
    const [afterProject, afterPerson] = cursor === undefined ? [] : decodeCursor(cursor, ['text', 'text']);
    const after =
      afterProject === undefined || afterPerson === undefined
        ? undefined
        : { projectId: afterProject, personId: afterPerson };
    const shares = await sharesOf(this.unitOfWork, by.city, { personId, projectId, limit: limit + 1, after });
    const items = shares.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next:
        shares.length > limit && last !== undefined ? encodeCursor([last.projectId, last.personId]) : null,
    };
  }
}
