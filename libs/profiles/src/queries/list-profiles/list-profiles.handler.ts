import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type ProfileRow, toKeptProfile } from '../../store/profile.row';
import { ListProfilesQuery, type ProfilePage } from './list-profiles.query';

@QueryHandler(ListProfilesQuery)
export class ListProfilesHandler implements IQueryHandler<ListProfilesQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ kind, limit, after }: ListProfilesQuery): Promise<ProfilePage> {
    const rows = await this.unitOfWork.query<ProfileRow>(
      `select * from intake.${kind} where id > $1 order by id limit $2`,
      [after ?? '', limit + 1],
    );
    const items = rows.slice(0, limit).map(toKeptProfile);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
