import { type Model } from '../../ranker/model';
import { pointsOf } from '../../ranker/score';
import { PairScorer, type RankingMethod } from './ranking-method';

/** Ranks by a model: the very scores that a live match gives. */
export function modelMethod(name: string, model: Model): RankingMethod {
  return {
    name,
    fit: ({ investors, projects }) =>
      new PairScorer(investors.length, (project, investor) => {
        const pair = { project: projects[project], investor: investors[investor] };
        if (pair.project === undefined || pair.investor === undefined)
          throw new RangeError('There is no such pair.');
        return pointsOf({ project: pair.project, investor: pair.investor }, model);
      }),
  };
}
