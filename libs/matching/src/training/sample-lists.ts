import { type Random } from '@bole/kernel';
import { type Market } from '../evaluation/market';
import { type Split } from '../evaluation/split';
import { type Query, type Task, type TaskName, tasksOf } from '../evaluation/tasks';
import { type Feature, type Pair } from '../features/feature';
import { type TrainingSet } from './training-set';

export interface SampleOptions {
  /** Negatives drawn for each list. */
  readonly negatives: number;
  /** How much a positive pair counts for; 1 each where absent. */
  readonly weightOf?: WeightOf;
}

/** By project and investor: above 0. */
export type WeightOf = (projectId: string, investorId: string) => number;

/** One split with its market: each of its queries becomes a list. */
export interface Lesson {
  readonly split: Split;
  readonly market: Market;
}

/** The lists of some tasks of splits, with the features of all positives and of negatives that are drawn from the rest of the pool. */
export function sampleLists(
  lessons: readonly Lesson[],
  tasks: readonly TaskName[],
  features: readonly Feature[],
  { negatives, weightOf }: SampleOptions,
  random: Random,
): TrainingSet {
  const pairs: Pair[] = [];
  const labels: number[] = [];
  const starts = [0];
  for (const { split, market } of lessons)
    for (const task of tasksOf(split).filter(({ name }) => tasks.includes(name)))
      for (const query of task.queries) {
        const drawn = draw(task, query, negatives, random);
        if (drawn.length === 0) continue;
        for (const place of query.positives) pairs.push(pairOf(task, query, place, market));
        for (const place of drawn) pairs.push(pairOf(task, query, place, market));
        labels.push(...query.positives.map(() => 1), ...drawn.map(() => 0));
        starts.push(pairs.length);
      }
  return {
    features: features.map(({ name }) => name),
    columns: features.map((feature) => Float64Array.from(pairs, (pair) => feature.value(pair) ?? Number.NaN)),
    labels: Uint8Array.from(labels),
    ...(weightOf && {
      weights: Float64Array.from(pairs, ({ project, investor }) =>
        weightOf(project.facts.id, investor.facts.id),
      ),
    }),
    starts: Uint32Array.from(starts),
  };
}

/** Places of the pool that are neither positive nor excluded, without repeats; all of them where there are no more. */
function draw(task: Task, query: Query, count: number, random: Random): number[] {
  const taken = new Set([...query.positives, ...query.excluded]);
  const free = task.pool.length - taken.size;
  if (free <= count) return task.pool.flatMap((_, place) => (taken.has(place) ? [] : [place]));
  const drawn: number[] = [];
  while (drawn.length < count) {
    const place = Math.floor(random() * task.pool.length);
    if (taken.has(place)) continue;
    taken.add(place);
    drawn.push(place);
  }
  return drawn;
}

function pairOf(task: Task, query: Query, place: number, market: Market): Pair {
  const other = task.pool[place] ?? -1;
  const [project, investor] =
    task.ranks === 'investors'
      ? [market.projects[query.subject], market.investors[other]]
      : [market.projects[other], market.investors[query.subject]];
  if (project === undefined || investor === undefined) throw new RangeError('There is no such pair.');
  return { project, investor };
}
