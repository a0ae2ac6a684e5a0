import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type MemberList } from '../../person.schema';
import { membersOf } from '../../store/member.store';
import { ListPeopleQuery } from './list-people.query';

@QueryHandler(ListPeopleQuery)
export class ListPeopleHandler implements IQueryHandler<ListPeopleQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, page: { limit, cursor } }: ListPeopleQuery): Promise<MemberList> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, ['text'])[0];
    const members = await membersOf(this.unitOfWork, by.city, limit + 1, after);
    const items = members.slice(0, limit);
    const last = items.at(-1);
    return { items, next: members.length > limit && last !== undefined ? encodeCursor([last.email]) : null };
  }
}
