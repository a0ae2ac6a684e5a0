import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type SingleSignOnCities } from '../../single-sign-on.schema';
import { ListSingleSignOnQuery } from './list-single-sign-on.query';

@QueryHandler(ListSingleSignOnQuery)
export class ListSingleSignOnHandler implements IQueryHandler<ListSingleSignOnQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute(_query: ListSingleSignOnQuery): Promise<SingleSignOnCities> {
    const items = await Acting.run(SIGN_IN, () =>
      this.unitOfWork.query<SingleSignOnCities['items'][number]>(
        `select city, zh, en from access.single_sign_on join access.city on code = city order by city`,
      ),
    );
    return { items };
  }
}
