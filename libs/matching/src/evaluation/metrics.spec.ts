import { seededRandom } from '@bole/kernel';
import { meanMetrics, queryMetrics, ranksOf } from './metrics';

describe('metrics', () => {
  it('of one query are as their definitions say', () => {
    expect(queryMetrics([1])).toEqual({ r10: 1, r50: 1, ndcg10: 1, mrr: 1 });
    expect(queryMetrics([11, 60])).toEqual({ r10: 0, r50: 0.5, ndcg10: 0, mrr: 1 / 11 });
    const { ndcg10, ...rest } = queryMetrics([3, 1]);
    expect(rest).toEqual({ r10: 1, r50: 1, mrr: 1 });
    // DCG 1 + 1/2, ideal 1 + 1/log2(3).
    expect(ndcg10).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3)), 12);
    expect(queryMetrics(Array.from({ length: 20 }, (_, at) => at + 1)).ndcg10).toBe(1);
  });

  it('rank by score, then by lot, and leave out what is excluded', () => {
    const scores = [5, 9, 5, 1, 9];
    const ties = [0.2, 0.9, 0.1, 0.5, 0.3];
    expect(ranksOf([0, 1, 2, 3, 4], scores, ties, [])).toEqual([4, 2, 3, 5, 1]);
    expect(ranksOf([0, 3], scores, ties, [1, 2])).toEqual([2, 3]);
  });

  it('come with an interval that narrows as queries grow, the same each time', () => {
    const queries = (count: number) =>
      Array.from({ length: count }, (_, at) => queryMetrics([at % 2 === 0 ? 1 : 100]));
    const [few, many] = [20, 2_000].map((count) => meanMetrics(queries(count), seededRandom(1)));
    expect(few?.ndcg10).toBe(0.5);
    // 1.96 · 0.5 / √n
    expect(few?.ndcg10_ci).toBeGreaterThan(0.15);
    expect(few?.ndcg10_ci).toBeLessThan(0.3);
    expect(many?.ndcg10_ci).toBeGreaterThan(0.015);
    expect(many?.ndcg10_ci).toBeLessThan(0.03);
    expect(meanMetrics(queries(20), seededRandom(1))).toEqual(few);
  });
});
