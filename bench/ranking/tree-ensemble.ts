import { TRAINING } from '@bole/matching';
import { type Metrics } from '../../libs/matching/src/evaluation/metrics';
import { type TaskName } from '../../libs/matching/src/evaluation/tasks';
import { type BinnedColumn, MISSING_BIN } from '../../libs/matching/src/training/bins';
import { type Gradients, lambdaGradients } from '../../libs/matching/src/training/lambda-gradients';
import { type LearnedLists } from './learned-lists';
import { metricsOf, type PairValues } from './pair-values';

export interface TreeOptions {
  readonly trees: number;
  readonly leaves: number;
  readonly learningRate: number;
  /** Least sum of second derivatives in a leaf. */
  readonly leastCurvature: number;
  readonly penalty: number;
}

type Tree = { readonly value: number } | Fork;

interface Fork {
  readonly feature: number;
  /** Values up to this one go below. */
  readonly edge: number;
  readonly missingBelow: boolean;
  below: Tree;
  above: Tree;
}

interface Leaf {
  readonly rows: Uint32Array;
  readonly best: Cut | undefined;
  /** Puts what grows here into the tree. */
  readonly place: (tree: Tree) => void;
  readonly value: number;
}

interface Cut {
  readonly feature: number;
  readonly bin: number;
  readonly missingBelow: boolean;
  readonly gain: number;
}

/**
 * Gradient boosted trees on LambdaRank, leaf by leaf, on the lists, bins and gradients of the additive model: LambdaMART as LightGBM
 * grows it (Ke et al. 2017), for a comparison. Held against the span after each of `after` trees.
 */
export function treeResults(
  lists: readonly LearnedLists[],
  values: PairValues,
  options: TreeOptions,
  after: readonly number[],
): Map<number, Map<TaskName, Metrics>> {
  const results = new Map(after.map((count) => [count, new Map<TaskName, Metrics>()]));
  for (const { tasks, set, columns } of lists) {
    const rows = set.labels.length;
    const scores = new Float64Array(rows);
    const gradients: Gradients = { first: new Float64Array(rows), second: new Float64Array(rows) };
    const sums = new Float64Array(values.investors * values.projects);
    for (let count = 1; count <= options.trees; count++) {
      lambdaGradients(set, scores, TRAINING.boosting, gradients);
      const { tree, leaves } = grown(columns, gradients, options);
      for (const leaf of leaves) for (const row of leaf.rows) scores[row] = (scores[row] ?? 0) + leaf.value;
      for (let pair = 0; pair < sums.length; pair++)
        sums[pair] = (sums[pair] ?? 0) + answer(tree, values, pair);
      if (after.includes(count))
        for (const [task, metrics] of metricsOf(values, sums, tasks)) results.get(count)?.set(task, metrics);
    }
  }
  return results;
}

function answer(tree: Tree, { columns }: PairValues, pair: number): number {
  let node = tree;
  while ('feature' in node) {
    const value = columns[node.feature]?.[pair] ?? Number.NaN;
    const below = Number.isNaN(value) ? node.missingBelow : value <= node.edge;
    node = below ? node.below : node.above;
  }
  return node.value;
}

function grown(
  columns: readonly BinnedColumn[],
  gradients: Gradients,
  options: TreeOptions,
): { tree: Tree; leaves: Leaf[] } {
  let tree: Tree = { value: 0 };
  const leafOf = (rows: Uint32Array, place: Leaf['place']): Leaf => {
    const value = options.learningRate * worthOf(rows, gradients, options);
    place({ value });
    return { rows, place, value, best: bestCut(rows, columns, gradients, options) };
  };
  const all = Uint32Array.from({ length: gradients.first.length }, (_, row) => row);
  const leaves = [leafOf(all, (grownTree) => (tree = grownTree))];
  while (leaves.length < options.leaves) {
    const next = leaves.reduce((best, leaf) =>
      (leaf.best?.gain ?? 0) > (best.best?.gain ?? 0) ? leaf : best,
    );
    const cut = next.best;
    const column = cut && columns[cut.feature];
    if (cut === undefined || column === undefined) break;
    const goesBelow = (row: number) => {
      const bin = column.bins[row] ?? MISSING_BIN;
      return bin === MISSING_BIN ? cut.missingBelow : bin <= cut.bin;
    };
    const fork: Fork = {
      ...{ feature: cut.feature, missingBelow: cut.missingBelow },
      edge: Math.fround(column.edges[cut.bin - 1] ?? 0),
      ...{ below: { value: 0 }, above: { value: 0 } },
    };
    next.place(fork);
    leaves.splice(leaves.indexOf(next), 1);
    leaves.push(
      leafOf(next.rows.filter(goesBelow), (side) => (fork.below = side)),
      leafOf(
        next.rows.filter((row) => !goesBelow(row)),
        (side) => (fork.above = side),
      ),
    );
  }
  return { tree, leaves };
}

function worthOf(rows: Uint32Array, { first, second }: Gradients, { penalty }: TreeOptions): number {
  let [g, h] = [0, 0];
  for (const row of rows) {
    g += first[row] ?? 0;
    h += second[row] ?? 0;
  }
  return -g / (h + penalty);
}

function bestCut(
  rows: Uint32Array,
  columns: readonly BinnedColumn[],
  { first, second }: Gradients,
  { penalty, leastCurvature }: TreeOptions,
): Cut | undefined {
  let best: Cut | undefined;
  const gain = (g: number, h: number) => (g * g) / (h + penalty);
  columns.forEach(({ bins, centers }, feature) => {
    const [g, h] = [new Float64Array(centers.length), new Float64Array(centers.length)];
    let [allG, allH] = [0, 0];
    for (const row of rows) {
      const bin = bins[row] ?? 0;
      g[bin] = (g[bin] ?? 0) + (first[row] ?? 0);
      h[bin] = (h[bin] ?? 0) + (second[row] ?? 0);
    }
    for (let bin = 0; bin < centers.length; bin++) {
      allG += g[bin] ?? 0;
      allH += h[bin] ?? 0;
    }
    for (const missingBelow of [false, true]) {
      let [belowG, belowH] = missingBelow ? [g[MISSING_BIN] ?? 0, h[MISSING_BIN] ?? 0] : [0, 0];
      for (let bin = 1; bin + 1 < centers.length; bin++) {
        belowG += g[bin] ?? 0;
        belowH += h[bin] ?? 0;
        if (belowH < leastCurvature || allH - belowH < leastCurvature) continue;
        const won = gain(belowG, belowH) + gain(allG - belowG, allH - belowH) - gain(allG, allH);
        if (won > (best?.gain ?? 0)) best = { feature, bin, missingBelow, gain: won };
      }
    }
  });
  return best;
}
