import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Adviser, type AdviserList } from '../../share.schema';
import { ListAdvisersQuery } from './list-advisers.query';

@QueryHandler(ListAdvisersQuery)
export class ListAdvisersHandler implements IQueryHandler<ListAdvisersQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, page: { limit, cursor } }: ListAdvisersQuery): Promise<AdviserList> {
    const [name, id] = cursor === undefined ? [] : decodeCursor(cursor, ['text', 'text']);
    const found = await this.unitOfWork.query<Adviser>(
      `select person.id, person.name from access.membership join access.person on person.id = membership.person_id
       where membership.city = $1 and membership.role = 'adviser' and person.disabled_at is null
         and ($2::text is null or (person.name, person.id) > ($2, $3))
       order by person.name, person.id limit $4`,
      [by.city, name ?? null, id ?? null, limit + 1],
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? encodeCursor([last.name, last.id]) : null };
  }
}
