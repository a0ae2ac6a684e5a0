import { type DealHistory, FEATURES, marketOf, splitHistory } from '@bole/matching';
import { type Market } from '../../libs/matching/src/evaluation/market';
import { meanMetrics, type Metrics, queryMetrics, ranksOf } from '../../libs/matching/src/evaluation/metrics';
import { type Query, type Task, type TaskName, tasksOf } from '../../libs/matching/src/evaluation/tasks';
import { seededRandom } from '@bole/kernel';

/** Every pair of a span's investors and projects, with what each feature says of it: to score them many times over. */
export interface PairValues {
  readonly tasks: readonly Task[];
  readonly investors: number;
  readonly projects: number;
  /** By feature, in their order; then by `project * investors + investor`. NaN where it is missing. */
  readonly columns: readonly Float32Array[];
}

export function pairValues(history: DealHistory, cutoff: Date, end: Date): PairValues {
  const split = splitHistory(history, { cutoff, end });
  const market = marketOf(history, split);
  const columns = FEATURES.map((feature) => {
    const column = new Float32Array(market.investors.length * market.projects.length);
    eachPair(market, (pair, at) => (column[at] = feature.value(pair) ?? Number.NaN));
    return column;
  });
  return {
    tasks: tasksOf(split),
    investors: market.investors.length,
    projects: market.projects.length,
    columns,
  };
}

function eachPair(
  { investors, projects }: Market,
  look: (
    pair: { investor: Market['investors'][number]; project: Market['projects'][number] },
    at: number,
  ) => void,
): void {
  let at = 0;
  for (const project of projects) for (const investor of investors) look({ investor, project }, at++);
}

/** As an evaluation draws ties and resamples. */
const SEED = 2013;

/** How well these scores, by the place of a pair, rank in the named tasks. */
export function metricsOf(
  { tasks, investors }: PairValues,
  scores: Float64Array,
  names: readonly TaskName[],
): Map<TaskName, Metrics> {
  const found = new Map<TaskName, Metrics>();
  for (const task of tasks.filter(({ name }) => names.includes(name))) {
    const random = seededRandom(SEED);
    const metrics = task.queries.map((query) => {
      const ties = Float64Array.from(task.pool, random);
      return queryMetrics(
        ranksOf(query.positives, scoresOf(task, query, scores, investors), ties, query.excluded),
      );
    });
    found.set(task.name, meanMetrics(metrics, random));
  }
  return found;
}

function scoresOf(task: Task, { subject }: Query, scores: Float64Array, investors: number): Float64Array {
  return task.ranks === 'investors'
    ? scores.subarray(subject * investors, (subject + 1) * investors)
    : Float64Array.from(task.pool, (project) => scores[project * investors + subject] ?? 0);
}
