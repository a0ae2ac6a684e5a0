import { seededRandom } from '@bole/kernel';
import { type DealHistory, FEATURES, TRAINING } from '@bole/matching';
import { type TaskName } from '../../libs/matching/src/evaluation/tasks';
import { binned, type BinnedColumn } from '../../libs/matching/src/training/bins';
import { sampleLists } from '../../libs/matching/src/training/sample-lists';
import { BACKED, FRESH, lessonsOf } from '../../libs/matching/src/training/train';
import { type TrainingSet } from '../../libs/matching/src/training/training-set';

/** The lists that a model of one kind of projects learns from, as training makes them. */
export interface LearnedLists {
  readonly tasks: readonly TaskName[];
  readonly set: TrainingSet;
  readonly columns: readonly BinnedColumn[];
}

/** As an evaluation draws negatives. */
const SEED = 5;

/** Of projects that nobody has money in yet, and of the others. */
export function learnedLists(history: DealHistory, cutoff: Date): LearnedLists[] {
  const lessons = lessonsOf(history, { ...TRAINING, cutoff });
  const random = seededRandom(SEED);
  return [FRESH, BACKED].map((tasks) => {
    const set = sampleLists(lessons, tasks, FEATURES, TRAINING, random);
    return { tasks, set, columns: set.columns.map((column) => binned(column, TRAINING.bins)) };
  });
}
