import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { PairCuts } from '../../pair-cuts';
import { type CutPin } from '../../lead-mark';
import { findLead } from '../../store/mark.store';
import { GetLeadMarkQuery } from './get-lead-mark.query';

@QueryHandler(GetLeadMarkQuery)
export class GetLeadMarkHandler implements IQueryHandler<GetLeadMarkQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    private readonly cuts: PairCuts,
  ) {}

  async execute({ leadId }: GetLeadMarkQuery): Promise<CutPin> {
    const lead = await findLead(this.unitOfWork, leadId);
    const [limits = []] = await this.cuts.of([lead]);
    return { ...lead, limits };
  }
}
