import { seededRandom } from '@bole/kernel';
import { FEATURES, TRAINING } from '@bole/matching';
import { type Metrics } from '../../libs/matching/src/evaluation/metrics';
import { type TaskName } from '../../libs/matching/src/evaluation/tasks';
import { compiled, pointsAt } from '../../libs/matching/src/ranker/curve';
import { boost } from '../../libs/matching/src/training/boost';
import { learnedCurves } from '../../libs/matching/src/training/learned-curves';
import { type LearnedLists } from './learned-lists';
import { metricsOf, type PairValues } from './pair-values';

const SEED = 5;
const SCALE = 10;

/** The additive model of the features that `isUsed` names, learned from the lists and held against the span. */
export function additiveResult(
  lists: readonly LearnedLists[],
  values: PairValues,
  isUsed: (feature: string) => boolean,
): Map<TaskName, Metrics> {
  const results = lists.map(({ tasks, set, columns }) => {
    const used = FEATURES.flatMap(({ name }, at) => (isUsed(name) ? [at] : []));
    const pick = <Item>(items: readonly Item[]) => used.flatMap((at) => items[at] ?? []);
    const part = { ...set, features: pick(set.features), columns: pick(set.columns) };
    const scores = boost(part, pick(columns), TRAINING.boosting, seededRandom(SEED));
    const curves = learnedCurves(pick(columns), scores, { scale: SCALE, thin: TRAINING.thin });
    const sums = new Float64Array(values.investors * values.projects);
    curves.forEach((curve, at) => {
      const drawn = compiled(curve);
      const column = values.columns[used[at] ?? -1] ?? new Float32Array(0);
      column.forEach((value, pair) => {
        sums[pair] = (sums[pair] ?? 0) + pointsAt(drawn, Number.isNaN(value) ? undefined : value);
      });
    });
    return metricsOf(values, sums, tasks);
  });
  return new Map(results.flatMap((result) => [...result]));
}
