import { compiled, onGrid, pointsAt } from '../ranker/curve';
import { type Curve, type Model } from '../ranker/model';
import { versioned } from './train';

/** How much a city's own outcomes weigh: of lists of projects that nobody has money in yet, and of the others. */
export interface Evidence {
  readonly fresh: Share;
  readonly backed: Share;
}

export interface Share {
  /** From 0, all is the model that was there, to 1, all is what was learned. */
  readonly weight: number;
  /** Features of which the lists held a value. Of the others nothing was learned: they keep the curve that was there. */
  readonly told: ReadonlySet<string>;
}

/**
 * What outcomes weigh next to the model that was there: n / (n + K), as the mean of n observations is drawn towards what is known
 * beforehand (empirical Bayes: Efron and Morris, Data Analysis Using Stein's Estimator, 1975). K is the number of outcomes at
 * which both weigh alike (docs/models.md says how it was found).
 */
export function weightOf(outcomes: number, k: number): number {
  return outcomes / (outcomes + k);
}

/**
 * A model between what was learned and what was there, curve by curve: its score of a pair is the weighted mean of theirs, wherever
 * both say something. The background is the learned one's.
 */
export function shrunk(learned: Model, there: Model, { fresh, backed }: Evidence): Model {
  const thereBacked = there.backed ?? there;
  const learnedBacked = learned.backed ?? learned;
  return versioned({
    base: onGrid(there.base),
    curves: blended(learned.curves, there.curves, fresh),
    backed: {
      base: onGrid(
        there.base +
          (1 - backed.weight) * (thereBacked.base - there.base) +
          backed.weight * (learnedBacked.base - learned.base),
      ),
      curves: blended(learnedBacked.curves, thereBacked.curves, backed),
    },
    ...(learned.background && { background: learned.background }),
  });
}

type Curves = Model['curves'];

function blended(learned: Curves, there: Curves, { weight, told }: Share): Curves {
  const names = [...new Set([...Object.keys(there), ...Object.keys(learned)])].sort();
  return Object.fromEntries(
    names.flatMap((name): [string, Curve][] => {
      const [own, before] = [learned[name], there[name]];
      if (own === undefined || !told.has(name)) return before === undefined ? [] : [[name, before]];
      return [[name, between(own, before ?? SILENT, weight)]];
    }),
  );
}

const SILENT: Curve = { points: [[0, 0]], missing: 0 };

function between(learned: Curve, there: Curve, weight: number): Curve {
  const [own, before] = [compiled(learned), compiled(there)];
  const mean = (a: number, b: number) => onGrid(weight * a + (1 - weight) * b);
  const values = [...new Set([...learned.points, ...there.points].map(([value]) => value))];
  return {
    points: values
      .sort((a, b) => a - b)
      .map((value) => [value, mean(pointsAt(own, value), pointsAt(before, value))]),
    missing: mean(learned.missing, there.missing),
  };
}
