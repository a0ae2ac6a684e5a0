import { type Curve } from './model';

/** Points are kept on this grid: multiples of 1/1024 are exact in binary, so sums of them are exact in any order. */
const GRID = 1024;

/** The nearest point of the grid. */
export function onGrid(points: number): number {
  // `+ 0` turns -0 into 0, which JSON and equality could otherwise tell apart.
  return Math.round(points * GRID) / GRID + 0;
}

/** A curve laid out to be read often. */
export interface CompiledCurve {
  readonly values: Float64Array;
  readonly points: Float64Array;
  /** On the grid. */
  readonly missing: number;
}

export function compiled({ points, missing }: Curve): CompiledCurve {
  return {
    values: Float64Array.from(points, ([value]) => value),
    points: Float64Array.from(points, ([, worth]) => worth),
    missing: onGrid(missing),
  };
}

/** Whether it says the same of every value and of none. */
export function isLevel({ points, missing }: CompiledCurve): boolean {
  return points.every((worth) => onGrid(worth) === missing);
}

/** What a curve says of `value`: linear between its points, level outside of them, on the grid. */
export function pointsAt(curve: CompiledCurve, value: number | undefined): number {
  return value === undefined ? curve.missing : onGrid(interpolate(curve, value));
}

function interpolate({ values, points }: CompiledCurve, value: number): number {
  let [low, high] = [0, values.length - 1];
  if (value <= (values[low] ?? 0)) return points[low] ?? 0;
  if (value >= (values[high] ?? 0)) return points[high] ?? 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle;
    else high = middle;
  }
  const [from, to] = [values[low] ?? 0, values[high] ?? 0];
  const [before, after] = [points[low] ?? 0, points[high] ?? 0];
  return before + ((after - before) * (value - from)) / (to - from);
}
