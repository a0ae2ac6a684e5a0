import { type Random } from '@bole/kernel';
import { type Model } from '../ranker/model';
import { evaluate } from './evaluate';
import { type Market } from './market';
import { modelMethod } from './methods/model.method';
import { type Split } from './split';
import { type TaskName } from './tasks';

/** Two models on the same queries: nDCG@10, the mean of the tasks that have queries. */
export interface Comparison {
  readonly champion: number;
  readonly challenger: number;
  /** Challenger less champion, with the 95 % interval of 500 paired resamples of each task's queries. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly queries: number;
  readonly tasks: Readonly<Partial<Record<TaskName, ComparedTask>>>;
}

export interface ComparedTask {
  readonly queries: number;
  readonly champion: number;
  readonly challenger: number;
}

const RESAMPLES = 500;
const SHARE_OUTSIDE = 0.025;

/** Each model ranks the projects as prepared with its own background. Throws a RangeError for a split without queries. */
export function compare(
  models: { readonly champion: Model; readonly challenger: Model },
  split: Split,
  market: Market,
  random: Random,
): Comparison {
  const champion = gainsOf(models.champion, split, market);
  const challenger = gainsOf(models.challenger, split, market);
  const tasks = [...champion].flatMap(([name, own]) => {
    const other = challenger.get(name) ?? [];
    if (own.length === 0) return [];
    return [{ name, own, other, differences: own.map((gain, at) => (other[at] ?? 0) - gain) }];
  });
  if (tasks.length === 0) throw new RangeError('There is no query to compare models on.');
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(tasks.map(({ differences }) => mean(differences.map(() => drawn(differences, random))))),
  ).sort((a, b) => a - b);
  const at = (share: number) => means[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  const overTasks = (of: (task: (typeof tasks)[number]) => readonly number[]) =>
    mean(tasks.map((task) => mean(of(task))));
  return {
    champion: overTasks(({ own }) => own),
    challenger: overTasks(({ other }) => other),
    difference: overTasks(({ differences }) => differences),
    low: at(SHARE_OUTSIDE),
    high: at(1 - SHARE_OUTSIDE),
    queries: tasks.reduce((sum, { own }) => sum + own.length, 0),
    tasks: Object.fromEntries(
      tasks.map(({ name, own, other }) => [
        name,
        { queries: own.length, champion: mean(own), challenger: mean(other) },
      ]),
    ),
  };
}

/** By task, the nDCG@10 of each query. */
function gainsOf(model: Model, split: Split, market: Market): Map<TaskName, readonly number[]> {
  const gains = new Map<TaskName, readonly number[]>();
  evaluate(split, market, [modelMethod('model', model)], noClock, (answered) =>
    gains.set(
      answered.task.name,
      answered.metrics.map(({ ndcg10 }) => ndcg10),
    ),
  );
  return gains;
}

const noClock = (): number => 0;

function drawn(values: readonly number[], random: Random): number {
  return values[Math.floor(random() * values.length)] ?? 0;
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
