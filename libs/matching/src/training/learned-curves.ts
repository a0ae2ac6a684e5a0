import { type Curve } from '../ranker/model';
import { type BinnedColumn, MISSING_BIN } from './bins';
import { type BinScores } from './boost';

/**
 * Curves through the bins' centers, straight between them. Where rows are few a bin is drawn towards its neighbours: it weighs
 * as much as its rows next to `thin` rows of theirs. `scale` turns scores into points.
 */
export function learnedCurves(
  columns: readonly BinnedColumn[],
  scores: BinScores,
  { scale, thin }: { readonly scale: number; readonly thin: number },
): Curve[] {
  return columns.map((column, feature) =>
    curveOf(column, scores[feature] ?? new Float64Array(1), scale, thin),
  );
}

function curveOf({ centers, sizes }: BinnedColumn, scores: Float64Array, scale: number, thin: number): Curve {
  const filled = [...centers.keys()].filter((bin) => bin !== MISSING_BIN && (sizes[bin] ?? 0) > 0);
  const smooth = filled.map((bin, at) => {
    const [before, after] = [filled[at - 1] ?? bin, filled[at + 1] ?? bin];
    const around = ((scores[before] ?? 0) + (scores[after] ?? 0)) / 2;
    const weight = (sizes[bin] ?? 0) / ((sizes[bin] ?? 0) + thin);
    return weight * (scores[bin] ?? 0) + (1 - weight) * around;
  });
  const points = filled.map((bin, at): [number, number] => [centers[bin] ?? 0, scale * (smooth[at] ?? 0)]);
  return {
    points: points.length === 0 ? [[0, 0]] : withoutStraightOnes(points),
    missing: (sizes[MISSING_BIN] ?? 0) === 0 ? 0 : scale * (scores[MISSING_BIN] ?? 0),
  };
}

/** A point that lies on the line between its neighbours says nothing. In points, a tenth of the grid. */
const STRAIGHT = 1e-4;

function withoutStraightOnes(points: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  points.forEach((point, at) => {
    const [before, after] = [kept.at(-1), points[at + 1]];
    if (before !== undefined && after !== undefined) {
      const share = (point[0] - before[0]) / (after[0] - before[0]);
      if (Math.abs(before[1] + share * (after[1] - before[1]) - point[1]) < STRAIGHT) return;
    }
    kept.push(point);
  });
  return kept;
}
