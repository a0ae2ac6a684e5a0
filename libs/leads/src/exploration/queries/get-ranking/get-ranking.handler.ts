import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Ranking } from '../../ranking';
import { rankingOf } from '../../store/ranking.store';
import { GetRankingQuery } from './get-ranking.query';

@QueryHandler(GetRankingQuery)
export class GetRankingHandler implements IQueryHandler<GetRankingQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  execute({ city }: GetRankingQuery): Promise<Ranking> {
    return rankingOf(this.unitOfWork, city);
  }
}
