import { type TrainingSet } from './training-set';

/** First and second derivatives of the loss by each row's score. */
export interface Gradients {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

export interface LambdaOptions {
  /** Pairs count of which one stands among the first so many of its list. */
  readonly truncation: number;
}

/**
 * The gradients of LambdaRank (Burges, From RankNet to LambdaRank to LambdaMART, 2010): each pair of a positive and a negative
 * pulls by how wrong their order is times how much nDCG their exchange would change. Lists weigh alike, as in LightGBM's
 * `lambdarank_norm`, and a positive as much as its weight says: the inverse of its chance to be seen makes up for where a list had
 * shown it (Joachims, Swaminathan and Schnabel, Unbiased Learning-to-Rank with Biased Feedback, 2017).
 */
export function lambdaGradients(
  { labels, starts, weights }: Pick<TrainingSet, 'labels' | 'starts' | 'weights'>,
  scores: Float64Array,
  { truncation }: LambdaOptions,
  into: Gradients,
): void {
  into.first.fill(0);
  into.second.fill(0);
  for (let list = 0; list + 1 < starts.length; list++)
    ofList({ labels, weights }, scores, starts[list] ?? 0, starts[list + 1] ?? 0, truncation, into);
}

function ofList(
  { labels, weights }: { readonly labels: Uint8Array; readonly weights: Float64Array | undefined },
  scores: Float64Array,
  begin: number,
  end: number,
  truncation: number,
  { first, second }: Gradients,
): void {
  const order = rowsByScore(scores, begin, end);
  const positives: number[] = [];
  order.forEach((row, rank) => {
    if (labels[row] === 1) positives.push(rank);
  });
  const ideal = idealGain(positives.length, truncation);
  let pull = 0;
  for (const high of positives) {
    const positive = order[high] ?? 0;
    const weight = weights?.[positive] ?? 1;
    const last = high < truncation ? order.length : Math.min(truncation, order.length);
    for (let low = 0; low < last; low++) {
      const negative = order[low] ?? 0;
      if (labels[negative] === 1) continue;
      const gap = (scores[positive] ?? 0) - (scores[negative] ?? 0);
      const wrong = 1 / (1 + Math.exp(gap));
      const change = Math.abs(discount(high) - discount(low)) / ideal;
      const lambda = wrong * change;
      const curvature = lambda * (1 - wrong);
      pull += 2 * lambda;
      first[positive] = (first[positive] ?? 0) - weight * lambda;
      first[negative] = (first[negative] ?? 0) + weight * lambda;
      second[positive] = (second[positive] ?? 0) + weight * curvature;
      second[negative] = (second[negative] ?? 0) + weight * curvature;
    }
  }
  if (pull === 0) return;
  const norm = Math.log2(1 + pull) / pull;
  for (let row = begin; row < end; row++) {
    first[row] = (first[row] ?? 0) * norm;
    second[row] = (second[row] ?? 0) * norm;
  }
}

/** Best first; equal scores stay in their order. */
function rowsByScore(scores: Float64Array, begin: number, end: number): Uint32Array {
  const rows = Uint32Array.from({ length: end - begin }, (_, at) => begin + at);
  return rows.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

const DISCOUNTS = Float64Array.from({ length: 100_000 }, (_, rank) => 1 / Math.log2(rank + 2));

/** Of a rank from 0. */
function discount(rank: number): number {
  return DISCOUNTS[rank] ?? 1 / Math.log2(rank + 2);
}

function idealGain(positives: number, truncation: number): number {
  let gain = 0;
  for (let rank = 0; rank < Math.min(positives, truncation); rank++) gain += discount(rank);
  return gain;
}
