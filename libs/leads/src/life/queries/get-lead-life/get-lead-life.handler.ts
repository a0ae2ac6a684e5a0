import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type LeadLife } from '../../lead-life';
import { findLife } from '../../store/life.store';
import { GetLeadLifeQuery } from './get-lead-life.query';

@QueryHandler(GetLeadLifeQuery)
export class GetLeadLifeHandler implements IQueryHandler<GetLeadLifeQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  execute({ leadId }: GetLeadLifeQuery): Promise<LeadLife> {
    return findLife(this.unitOfWork, leadId);
  }
}
