import { type Curve } from './model';

/** Points are kept on this grid: multiples of 1/1024 are exact in binary, so sums of them are exact in any order. */
const GRID = 1024;

/** The nearest point of the grid. */
export function onGrid(points: number): number {
  // `+ 0` turns -0 into 0, which JSON and equality could otherwise tell apart.
  return Math.round(points * GRID) / GRID + 0;
}

/** What `curve` says of `value`: linear between its points, level outside of them, on the grid. */
export function pointsAt(curve: Curve, value: number | undefined): number {
  return onGrid(value === undefined ? curve.missing : interpolate(curve.points, value));
}

function interpolate(points: Curve['points'], value: number): number {
  let before = points[0];
  if (before === undefined) return 0;
  if (value <= before[0]) return before[1];
  for (const after of points) {
    if (value <= after[0])
      return before[1] + ((after[1] - before[1]) * (value - before[0])) / (after[0] - before[0]);
    before = after;
  }
  return before[1];
}
