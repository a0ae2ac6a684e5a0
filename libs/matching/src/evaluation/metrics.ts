import { type Random } from '@bole/kernel';

/** How well one ranking found what was to be found; each from 0 to 1. */
export interface QueryMetrics {
  /** Share of the positives among the first 10. */
  readonly r10: number;
  readonly r50: number;
  /** Binary gains, discount 1/log2(1 + rank), ideal over min(positives, 10) (Järvelin and Kekäläinen 2002). */
  readonly ndcg10: number;
  /** 1 / rank of the first positive. */
  readonly mrr: number;
}

/** Means over queries, with the half-width of the 95 % bootstrap interval of nDCG@10. */
export interface Metrics extends QueryMetrics {
  readonly ndcg10_ci: number;
}

const CUT = 10;
const WIDE_CUT = 50;
const RESAMPLES = 500;

/** `ranks` are those of the positives, from 1, in any order; there is at least one. */
export function queryMetrics(ranks: readonly number[]): QueryMetrics {
  const within = (cut: number) => ranks.filter((rank) => rank <= cut).length / ranks.length;
  const gain = sumOf(ranks.filter((rank) => rank <= CUT).map(discount));
  const ideal = sumOf(Array.from({ length: Math.min(ranks.length, CUT) }, (_, at) => discount(at + 1)));
  return { r10: within(CUT), r50: within(WIDE_CUT), ndcg10: gain / ideal, mrr: 1 / Math.min(...ranks) };
}

/** Means of `queries`; the interval is that of 500 resamples of the queries. NaN for no queries. */
export function meanMetrics(queries: readonly QueryMetrics[], random: Random): Metrics {
  const mean = (name: keyof QueryMetrics) => sumOf(queries.map((query) => query[name])) / queries.length;
  return {
    r10: mean('r10'),
    r50: mean('r50'),
    ndcg10: mean('ndcg10'),
    ndcg10_ci: halfWidth(
      queries.map(({ ndcg10 }) => ndcg10),
      random,
    ),
    mrr: mean('mrr'),
  };
}

/** Half of what lies between the 2.5th and the 97.5th percentile of the means of resamples. */
function halfWidth(values: readonly number[], random: Random): number {
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn++)
      sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((a, b) => a - b);
  const at = (share: number) => means[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  return (at(0.975) - at(0.025)) / 2;
}

/**
 * The ranks that `places` have by their scores, the highest first, among all that is not `excluded`; of equal scores
 * the one with the lower `ties` stands first.
 */
export function ranksOf(
  places: readonly number[],
  scores: ArrayLike<number>,
  ties: ArrayLike<number>,
  excluded: readonly number[],
): number[] {
  const out = new Set(excluded);
  return places.map((place) => {
    const own = scores[place] ?? Number.NEGATIVE_INFINITY;
    const tie = ties[place] ?? 0;
    let rank = 1;
    for (let other = 0; other < scores.length; other++) {
      const score = scores[other] ?? Number.NEGATIVE_INFINITY;
      if (score < own || other === place || out.has(other)) continue;
      if (score > own || (ties[other] ?? 0) < tie) rank += 1;
    }
    return rank;
  });
}

function discount(rank: number): number {
  return 1 / Math.log2(1 + rank);
}

function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
