import { seededRandom } from '@bole/kernel';
import { binned } from './bins';
import { boost, type BoostOptions } from './boost';
import { learnedCurves } from './learned-curves';
import { type TrainingSet } from './training-set';

const OPTIONS: BoostOptions = {
  rounds: 200,
  stepsPerRound: 1,
  learningRate: 0.1,
  leastCurvature: 0.01,
  penalty: 1,
  truncation: 10,
  listShare: 1,
  monotone: {},
};

/** Lists of 20 with one positive: the row whose `truth` is highest. The third column is noise. */
function lists(count: number, truth: (a: number, b: number) => number, seed = 3): TrainingSet {
  const random = seededRandom(seed);
  const rows = count * 20;
  const draw = () => Float64Array.from({ length: rows }, random);
  const [a, b, noise] = [draw(), draw(), draw()];
  // A tenth of the values is not known.
  for (let row = 0; row < rows; row++) if (random() < 0.1) b[row] = Number.NaN;
  const labels = new Uint8Array(rows);
  for (let list = 0; list < count; list++) {
    const inList = Array.from({ length: 20 }, (_, at) => list * 20 + at);
    const worth = (row: number) => truth(a[row] ?? 0, Number.isNaN(b[row] ?? 0) ? 0.2 : (b[row] ?? 0));
    labels[inList.sort((one, other) => worth(other) - worth(one))[0] ?? 0] = 1;
  }
  const starts = Uint32Array.from({ length: count + 1 }, (_, list) => list * 20);
  return { features: ['a', 'b', 'noise'], columns: [a, b, noise], labels, starts };
}

function learned(set: TrainingSet, options: Partial<BoostOptions> = {}) {
  const columns = set.columns.map((column) => binned(column, 32));
  const scores = boost(set, columns, { ...OPTIONS, ...options }, seededRandom(1));
  return learnedCurves(columns, scores, { scale: 1, thin: 10 });
}

const at = ({ points }: { points: readonly (readonly [number, number])[] }, value: number): number =>
  [...points].sort(([one], [other]) => Math.abs(one - value) - Math.abs(other - value))[0]?.[1] ?? 0;
const span = ({ points }: { points: readonly (readonly [number, number])[] }): number =>
  Math.max(...points.map(([, y]) => y)) - Math.min(...points.map(([, y]) => y));

describe('boosted curves', () => {
  it('take the shapes of what decides, value by value, and leave noise flat', () => {
    const [a, b, noise] = learned(lists(600, (x, y) => 4 * (1 - Math.abs(x - 0.5) * 2) + 2 * y));
    if (a === undefined || b === undefined || noise === undefined) throw new Error('a curve is missing');
    expect(at(a, 0.5)).toBeGreaterThan(at(a, 0.05) + 1);
    expect(at(a, 0.5)).toBeGreaterThan(at(a, 0.95) + 1);
    expect(at(b, 0.95)).toBeGreaterThan(at(b, 0.05) + 0.5);
    // What is not known is worth what it is worth in truth, 0.2, and not nothing.
    expect(Math.abs(b.missing - at(b, 0.2))).toBeLessThan(Math.abs(b.missing - at(b, 0.9)));
    expect(span(noise)).toBeLessThan(span(a) / 5);
  });

  it('rise where the field knows that more is better, whatever the data seem to say', () => {
    const set = lists(200, (x, y) => -x + y);
    const [a] = learned(set, { monotone: { a: 1 } });
    const values = a?.points.map(([, y]) => y) ?? [];
    expect(values).toEqual([...values].sort((one, other) => one - other));
    expect(span(a ?? { points: [] })).toBeLessThan(0.01);
  });

  it('are the same each time, to the last digit', () => {
    const set = lists(100, (x, y) => x + y);
    expect(learned(set, { listShare: 0.5 })).toEqual(learned(set, { listShare: 0.5 }));
  });
});

describe('weights', () => {
  /** Of 600 lists shown in the order of `b`, those whose best row by `a` was looked at: the lower it stood, the less often. */
  const seen = (): { set: TrainingSet; weights: Float64Array } => {
    const all = lists(3_000, (a) => a);
    const random = seededRandom(17);
    const kept: number[] = [];
    const weights: number[] = [];
    for (let list = 0; list < 3_000; list++) {
      const inList = Array.from({ length: 20 }, (_, at) => list * 20 + at);
      const positive = inList.find((row) => all.labels[row] === 1) ?? 0;
      const b = (row: number) => all.columns[1]?.[row] || 0;
      const rank = 1 + inList.filter((row) => b(row) > b(positive)).length;
      if (random() >= 1 / rank) continue;
      kept.push(...inList);
      weights.push(...inList.map(() => rank));
    }
    const set = {
      features: all.features,
      columns: all.columns.map((column) => Float64Array.from(kept, (row) => column[row] ?? 0)),
      labels: Uint8Array.from(kept, (row) => all.labels[row] ?? 0),
      starts: Uint32Array.from({ length: kept.length / 20 + 1 }, (_, list) => list * 20),
    };
    return { set, weights: Float64Array.from(weights) };
  };

  it('make up for where a list had shown what was found: without them the order of that list is learned', () => {
    const { set, weights } = seen();
    const [, biased] = learned(set);
    const [, fair] = learned({ ...set, weights });
    if (biased === undefined || fair === undefined) throw new Error('a curve is missing');
    const rise = (curve: typeof fair) => at(curve, 0.95) - at(curve, 0.05);
    expect(rise(biased)).toBeGreaterThan(1);
    expect(Math.abs(rise(fair))).toBeLessThan(rise(biased) / 3);
  });
});

describe('bins', () => {
  it('hold about as many rows each, equal values together, what is missing apart', () => {
    const values = [Number.NaN, 5, 1, 1, 1, 2, 3, 4, Number.NaN, 6];
    const { bins, centers, sizes } = binned(Float64Array.from(values), 4);
    expect([...sizes]).toEqual([2, 3, 2, 2, 1]);
    expect([...bins]).toEqual([0, 3, 1, 1, 1, 2, 2, 3, 0, 4]);
    expect([...centers].slice(1)).toEqual([1, 2.5, 4.5, 6]);
    expect([...binned(Float64Array.from([7, 7]), 4).sizes]).toEqual([0, 2]);
    expect([...binned(Float64Array.from([Number.NaN]), 4).sizes]).toEqual([1]);
  });
});
