import { type Model } from '../../ranker/model';
import { pointsOf } from '../../ranker/score';
import { withBackground } from '../market';
import { PairScorer, type RankingMethod } from './ranking-method';

/** Ranks by a model: the very scores that a live match gives, of projects prepared with the model's own background. */
export function modelMethod(name: string, model: Model): RankingMethod {
  return {
    name,
    fit(market) {
      const { investors, projects } = withBackground(market, model.background);
      return new PairScorer(investors.length, (project, investor) => {
        const pair = { project: projects[project], investor: investors[investor] };
        if (pair.project === undefined || pair.investor === undefined)
          throw new RangeError('There is no such pair.');
        return pointsOf({ project: pair.project, investor: pair.investor }, model);
      });
    },
  };
}
