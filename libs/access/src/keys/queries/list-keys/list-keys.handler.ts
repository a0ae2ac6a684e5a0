import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { keysOf } from '../../store/key.store';
import { type ApiKeyList, ListKeysQuery } from './list-keys.query';

@QueryHandler(ListKeysQuery)
export class ListKeysHandler implements IQueryHandler<ListKeysQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ by, page: { limit, cursor } }: ListKeysQuery): Promise<ApiKeyList> {
    const [createdAt, id] = cursor === undefined ? [] : decodeCursor(cursor, ['instant', 'text']);
    const after = createdAt === undefined || id === undefined ? undefined : { createdAt, id };
    const keys = await keysOf(this.unitOfWork, by.city, this.clock.now(), limit + 1, after);
    const items = keys.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next: keys.length > limit && last !== undefined ? encodeCursor([last.createdAt, last.id]) : null,
    };
  }
}
