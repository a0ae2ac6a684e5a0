import { Query } from '@nestjs/cqrs';
import { type Ranking } from '../../ranking';

/** How a city has its leads ranked, besides by its model. */
export class GetRankingQuery extends Query<Ranking> {
  constructor(readonly city: string) {
    super();
  }
}
