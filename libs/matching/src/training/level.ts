import { tasksOf } from '../evaluation/tasks';
import { type Feature, type Pair } from '../features/feature';
import { compiled, type CompiledCurve, pointsAt } from '../ranker/curve';
import { type Curve } from '../ranker/model';
import { type Lesson } from './sample-lists';

type Named = Readonly<Record<string, Curve>>;
type Curves = readonly { readonly feature: Feature; readonly curve: CompiledCurve }[];

/** Investors looked at: one number is learned, so some hundreds are enough. */
const INVESTORS = 300;
/** Of each kind of projects, spread evenly over the pool. */
const OTHERS = 40;
const STEPS = 25;

/**
 * How many points backed projects stand above new ones with the same curves' sum: each kind learned from lists of its own, but an
 * investor's list holds both. The logistic regression of one number over pairs of a project that the investor entered and one of
 * the other kind that it did not; 0 where there are no such pairs.
 */
export function levelBetween(
  lessons: readonly Lesson[],
  features: readonly Feature[],
  curves: { readonly fresh: Named; readonly backed: Named },
  scale: number,
): number {
  const [fresh, backed] = [told(features, curves.fresh), told(features, curves.backed)];
  const gaps: { gap: number; sign: 1 | -1 }[] = [];
  for (const { split, market } of lessons) {
    const tasks = tasksOf(split);
    const [cold, warm] = [
      tasks.find(({ name }) => name === 'B-cold'),
      tasks.find(({ name }) => name === 'B-warm'),
    ];
    if (cold === undefined || warm === undefined) continue;
    const pointsFor = (investor: number, project: number, curves: Curves) => {
      const pair = { investor: market.investors[investor], project: market.projects[project] };
      return sumFor(pair as Pair, curves);
    };
    for (const [own, other, ownCurves, otherCurves, sign] of [
      [cold, warm, fresh, backed, -1],
      [warm, cold, backed, fresh, 1],
    ] as const)
      for (const query of everyNth(own.queries, Math.ceil(INVESTORS / lessons.length))) {
        const place = query.positives[0];
        const positive = place === undefined ? undefined : own.pool[place];
        if (positive === undefined) continue;
        const found = pointsFor(query.subject, positive, ownCurves);
        for (const rival of everyNth(other.pool, OTHERS))
          gaps.push({ gap: (found - pointsFor(query.subject, rival, otherCurves)) / scale, sign });
      }
  }
  return scale * levelOf(gaps);
}

/** Newton's steps from 0 on the logarithm of the likelihood that each positive stands above its rival, with a weak prior at 0. */
function levelOf(gaps: readonly { readonly gap: number; readonly sign: 1 | -1 }[]): number {
  let level = 0;
  for (let step = 0; step < STEPS; step++) {
    let [first, second] = [level, 1];
    for (const { gap, sign } of gaps) {
      const wrong = 1 / (1 + Math.exp(gap + sign * level));
      first -= sign * wrong;
      second += wrong * (1 - wrong);
    }
    level -= first / second;
  }
  return level;
}

function told(features: readonly Feature[], curves: Named): Curves {
  return features.flatMap((feature) => {
    const curve = curves[feature.name];
    return curve === undefined ? [] : [{ feature, curve: compiled(curve) }];
  });
}

function sumFor(pair: Pair, curves: Curves): number {
  let sum = 0;
  for (const { feature, curve } of curves) sum += pointsAt(curve, feature.value(pair));
  return sum;
}

function everyNth<Item>(items: readonly Item[], most: number): readonly Item[] {
  const step = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, at) => at % step === 0);
}
