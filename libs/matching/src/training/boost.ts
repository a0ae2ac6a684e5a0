import { type Random } from '@bole/kernel';
import { type BinnedColumn, MISSING_BIN } from './bins';
import { type Gradients, lambdaGradients } from './lambda-gradients';
import { type TrainingSet } from './training-set';

export interface BoostOptions {
  readonly rounds: number;
  /** The features that help most each get a step of their own in a round, up to so many: gradients are what costs. */
  readonly stepsPerRound: number;
  readonly learningRate: number;
  /** Least sum of second derivatives on either side of a split. */
  readonly leastCurvature: number;
  /** L2 penalty of a leaf. */
  readonly penalty: number;
  readonly truncation: number;
  /** Share of the lists that each round looks at. */
  readonly listShare: number;
  /** By feature: 1 where more may never lower the score, -1 where it may never raise it. */
  readonly monotone: Readonly<Record<string, 1 | -1>>;
}

/** What each bin of each feature adds to the score; of each feature, bin 0 is "missing". */
export type BinScores = readonly Float64Array[];

/** One step: the bins from `from` on get `above`, those below `below`; "missing" gets its own. */
interface Split {
  readonly feature: number;
  readonly from: number;
  readonly gain: number;
  readonly below: number;
  readonly above: number;
  readonly missing: number;
}

/**
 * Gradient boosting of stumps on LambdaRank: each round adds steps to the features that they help most, with "missing" as a leaf of
 * its own. A sum of steps of one feature is a curve of it, so the model is additive. The same set, options and draws give the
 * same curves.
 */
export function boost(
  set: TrainingSet,
  columns: readonly BinnedColumn[],
  options: BoostOptions,
  random: Random,
  afterRound: (round: number, scores: Float64Array) => boolean = () => true,
): BinScores {
  const rows = set.labels.length;
  const scores = new Float64Array(rows);
  const gradients: Gradients = { first: new Float64Array(rows), second: new Float64Array(rows) };
  const curves = columns.map(({ centers }) => new Float64Array(centers.length));
  for (let round = 0; round < options.rounds; round++) {
    lambdaGradients(set, scores, options, gradients);
    if (options.listShare < 1) dropLists(set, gradients, options.listShare, random);
    const splits = bestSplits(set, columns, gradients, options);
    if (splits.length === 0) break;
    for (const split of splits) add(split, columns, curves, scores, options.learningRate);
    if (!afterRound(round, scores)) break;
  }
  return curves;
}

/** Stochastic gradient boosting (Friedman 2002): what is left out this round pulls at nothing. */
function dropLists(
  { starts }: TrainingSet,
  { first, second }: Gradients,
  share: number,
  random: Random,
): void {
  for (let list = 0; list + 1 < starts.length; list++) {
    if (random() < share) continue;
    first.fill(0, starts[list], starts[list + 1]);
    second.fill(0, starts[list], starts[list + 1]);
  }
}

function bestSplits(
  set: TrainingSet,
  columns: readonly BinnedColumn[],
  gradients: Gradients,
  options: BoostOptions,
): Split[] {
  const splits = columns.flatMap((column, feature) => {
    const direction = options.monotone[set.features[feature] ?? ''];
    return splitOf(feature, column, gradients, options, direction) ?? [];
  });
  return splits.sort((a, b) => b.gain - a.gain).slice(0, options.stepsPerRound);
}

function splitOf(
  feature: number,
  column: BinnedColumn,
  gradients: Gradients,
  { leastCurvature, penalty }: BoostOptions,
  direction: 1 | -1 | undefined,
): Split | undefined {
  const [g, h] = histogram(column, gradients);
  const leaf = (sum: number, curvature: number) => -sum / (curvature + penalty);
  const worth = (sum: number, curvature: number) => (sum * sum) / (curvature + penalty);
  const allG = sumFrom(g, 1);
  const allH = sumFrom(h, 1);
  const missingG = g[MISSING_BIN] ?? 0;
  const missingH = h[MISSING_BIN] ?? 0;
  const ofMissing = missingH < leastCurvature ? 0 : worth(missingG, missingH);
  const missing = missingH < leastCurvature ? 0 : leaf(missingG, missingH);
  let best: Split | undefined;
  let [belowG, belowH] = [0, 0];
  for (let from = 2; from < column.centers.length; from++) {
    belowG += g[from - 1] ?? 0;
    belowH += h[from - 1] ?? 0;
    const [aboveG, aboveH] = [allG - belowG, allH - belowH];
    if (belowH < leastCurvature || aboveH < leastCurvature) continue;
    const [below, above] = [leaf(belowG, belowH), leaf(aboveG, aboveH)];
    if (direction !== undefined && (above - below) * direction < 0) continue;
    const gain = worth(belowG, belowH) + worth(aboveG, aboveH) + ofMissing;
    if (best === undefined || gain > best.gain) best = { feature, from, gain, below, above, missing };
  }
  return best;
}

function histogram(
  { bins, centers }: BinnedColumn,
  { first, second }: Gradients,
): [Float64Array, Float64Array] {
  const g = new Float64Array(centers.length);
  const h = new Float64Array(centers.length);
  const rows = bins.length;
  for (let row = 0; row < rows; row++) {
    const bin = bins[row] ?? 0;
    g[bin] = (g[bin] ?? 0) + (first[row] ?? 0);
    h[bin] = (h[bin] ?? 0) + (second[row] ?? 0);
  }
  return [g, h];
}

function add(
  { feature, from, below, above, missing }: Split,
  columns: readonly BinnedColumn[],
  curves: readonly Float64Array[],
  scores: Float64Array,
  learningRate: number,
): void {
  const column = columns[feature];
  const curve = curves[feature];
  if (column === undefined || curve === undefined) return;
  const step = curve.map((_, bin) =>
    bin === MISSING_BIN ? learningRate * missing : learningRate * (bin < from ? below : above),
  );
  step.forEach((change, bin) => (curve[bin] = (curve[bin] ?? 0) + change));
  const { bins } = column;
  for (let row = 0; row < bins.length; row++) scores[row] = (scores[row] ?? 0) + (step[bins[row] ?? 0] ?? 0);
}

function sumFrom(values: Float64Array, from: number): number {
  let sum = 0;
  for (let at = from; at < values.length; at++) sum += values[at] ?? 0;
  return sum;
}
