import { type Random, seededRandom } from '@bole/kernel';
import { type Market } from './market';
import { meanMetrics, type Metrics, queryMetrics, type QueryMetrics, ranksOf } from './metrics';
import { type RankingMethod, type Scorer } from './methods/ranking-method';
import { type Split } from './split';
import { type Query, type Task, type TaskName, tasksOf } from './tasks';

/** What one method came to in one task. Seconds are those of this task: a pair that another task has scored costs nothing again. */
export interface MethodResult extends Metrics {
  readonly fit_s: number;
  readonly score_s: number;
}

export interface TaskResult {
  readonly queries: number;
  readonly pool: number;
  /** Positives over all queries. */
  readonly pairs: number;
  readonly methods: Readonly<Record<string, MethodResult>>;
}

export type EvaluationResult = Readonly<Record<TaskName, TaskResult>>;

/** Draws ties and resamples; the same figures come out each time. */
const SEED = 2013;

/** One method's answers to one task, query by query. */
export interface Answered {
  readonly task: Task;
  readonly method: string;
  /** In the order of the task's queries. */
  readonly metrics: readonly QueryMetrics[];
  /** Over the task's pool. */
  readonly scoresOf: (query: Query) => Float64Array;
}

/** Every method in every task, each query over its full pool. `seconds` is a clock for the times; `look` sees each task answered. */
export function evaluate(
  split: Split,
  market: Market,
  methods: readonly RankingMethod[],
  seconds: () => number,
  look: (answered: Answered) => void = () => undefined,
): EvaluationResult {
  const fitted = methods.map((method) => {
    const began = seconds();
    const scorer = method.fit(market);
    return { name: method.name, scorer, fit_s: seconds() - began };
  });
  const results = tasksOf(split).map((task): [TaskName, TaskResult] => {
    const byMethod = fitted.map(({ name, scorer, fit_s }): [string, MethodResult] => {
      const began = seconds();
      const random = seededRandom(SEED);
      const answered = answer(task, name, scorer, random);
      const metrics = meanMetrics(answered.metrics, random);
      const score_s = seconds() - began;
      look(answered);
      return [name, { ...metrics, fit_s, score_s }];
    });
    const pairs = task.queries.reduce((sum, { positives }) => sum + positives.length, 0);
    return [
      task.name,
      { queries: task.queries.length, pool: task.pool.length, pairs, methods: Object.fromEntries(byMethod) },
    ];
  });
  return Object.fromEntries(results) as Record<TaskName, TaskResult>;
}

function answer(task: Task, method: string, scorer: Scorer, random: Random): Answered {
  const scoresOf = ({ subject }: Query) =>
    task.ranks === 'investors' ? scorer.investorsFor(subject) : scorer.projectsFor(subject, task.pool);
  const metrics = task.queries.map((query) => {
    const ties = Float64Array.from(task.pool, random);
    return queryMetrics(ranksOf(query.positives, scoresOf(query), ties, query.excluded));
  });
  return { task, method, metrics, scoresOf };
}
