import { type RankingMethod } from './ranking-method';

/** All alike: the order is that of the ties, which are drawn. */
export const randomMethod: RankingMethod = {
  name: 'random',
  fit: ({ investors }) => ({
    investorsFor: () => new Float64Array(investors.length),
    projectsFor: (_investor, pool) => new Float64Array(pool.length),
  }),
};
