import { contentHash, type Random } from '@bole/kernel';
import { type DealHistory } from '../evaluation/deal-history';
import { marketOf } from '../evaluation/market';
import { splitHistory } from '../evaluation/split';
import { type Feature } from '../features/feature';
import { FEATURES } from '../features/registry';
import { type Model } from '../ranker/model';
import { binned } from './bins';
import { boost, type BoostOptions } from './boost';
import { learnedCurves } from './learned-curves';
import { type Lesson, sampleLists } from './sample-lists';

export interface TrainingOptions {
  /** Nothing that happened then or later is looked at. */
  readonly cutoff: Date;
  /** Years before the cutoff that are each ranked as of their first day. */
  readonly years: number;
  /** Negatives drawn for each list. */
  readonly negatives: number;
  /** Values are told apart at most this finely, and missing from each. */
  readonly bins: number;
  /** A bin with so many rows weighs as much as its neighbours. */
  readonly thin: number;
  readonly boosting: BoostOptions;
}

/** Sizes to begin with; none of them has been tuned yet. */
export const TRAINING: Omit<TrainingOptions, 'cutoff'> = {
  years: 3,
  negatives: 100,
  bins: 64,
  thin: 50,
  boosting: {
    rounds: 300,
    learningRate: 0.1,
    leastCurvature: 1,
    penalty: 1,
    truncation: 30,
    listShare: 1,
    monotone: {},
  },
};

/** Points that one unit of LambdaRank's score is worth: e times the odds of standing above another lead. */
const POINTS_PER_UNIT = 10;

/**
 * Learns a curve for each feature from the deals of the years before the cutoff, each year ranked by what was known on its
 * first day. The same history, options and draws give the same model, and the same version.
 */
export function train(history: DealHistory, options: TrainingOptions, random: Random): Model {
  const lessons = Array.from({ length: options.years }, (_, back) =>
    lesson(history, options.cutoff, back + 1),
  );
  return learn(lessons, FEATURES, options, random);
}

/** The lessons' model of these features. */
export function learn(
  lessons: readonly Lesson[],
  features: readonly Feature[],
  { negatives, bins, thin, boosting }: Omit<TrainingOptions, 'cutoff' | 'years'>,
  random: Random,
): Model {
  const set = sampleLists(lessons, features, { negatives }, random);
  const columns = set.columns.map((column) => binned(column, bins));
  const scores = boost(set, columns, boosting, random);
  const curves = learnedCurves(columns, scores, { scale: POINTS_PER_UNIT, thin });
  const byName = Object.fromEntries(
    features.flatMap(({ name }, at) => (curves[at] === undefined ? [] : [[name, curves[at]]])),
  );
  return { version: `learned-${contentHash(byName).slice(0, 12)}`, base: 0, curves: byName };
}

function lesson(history: DealHistory, cutoff: Date, yearsBack: number): Lesson {
  const split = splitHistory(history, {
    cutoff: yearsBefore(cutoff, yearsBack),
    end: yearsBefore(cutoff, yearsBack - 1),
  });
  return { split, market: marketOf(history, split) };
}

function yearsBefore(date: Date, years: number): Date {
  const earlier = new Date(date);
  earlier.setUTCFullYear(earlier.getUTCFullYear() - years);
  return earlier;
}
