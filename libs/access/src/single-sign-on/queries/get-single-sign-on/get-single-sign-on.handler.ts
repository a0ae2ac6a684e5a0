import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { singleSignOnMissing } from '../../single-sign-on-missing';
import { type SingleSignOn } from '../../single-sign-on.schema';
import { singleSignOnOf } from '../../single-sign-on.store';
import { GetSingleSignOnQuery } from './get-single-sign-on.query';

@QueryHandler(GetSingleSignOnQuery)
export class GetSingleSignOnHandler implements IQueryHandler<GetSingleSignOnQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by }: GetSingleSignOnQuery): Promise<SingleSignOn> {
    const settings = await singleSignOnOf(this.unitOfWork, by.city);
    if (settings === undefined) throw singleSignOnMissing(by.city);
    return settings;
  }
}
