import { contentHash, type Random } from '@bole/kernel';
import { type DealHistory } from '../evaluation/deal-history';
import { backgroundOfPast, marketOf } from '../evaluation/market';
import { splitHistory } from '../evaluation/split';
import { type TaskName } from '../evaluation/tasks';
import { type Feature } from '../features/feature';
import { FEATURES } from '../features/registry';
import { type Backed, type GroundedModel, type Model } from '../ranker/model';
import { binned } from './bins';
import { boost, type BoostOptions } from './boost';
import { learnedCurves } from './learned-curves';
import { levelBetween } from './level';
import { type Lesson, sampleLists, type WeightOf } from './sample-lists';

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
  /** The projects whose outcomes are learned from; all unless given. What investors have done is known of all of them. */
  readonly ofProject?: (id: string) => boolean;
  /** Projects that an investor must hold to be ranked; as in an evaluation unless given. */
  readonly leastProjects?: number;
  /** How much a positive pair counts for; 1 each unless given. */
  readonly weightOf?: WeightOf;
}

/** Tuned on the deals of 2011, after training on those before. */
export const TRAINING: Omit<TrainingOptions, 'cutoff'> = {
  years: 4,
  negatives: 100,
  bins: 64,
  thin: 50,
  boosting: {
    rounds: 400,
    stepsPerRound: 4,
    learningRate: 0.1,
    leastCurvature: 1,
    penalty: 1,
    truncation: 30,
    listShare: 1,
    // More of a fit never lowers a score. Leanings to one thing may: they correct what the wider features say already.
    monotone: {
      'similar-deals': 1,
      'revealed-industry': 1,
      'revealed-keywords': 1,
      'distinct-words': 1,
      'co-investors': 1,
      'closest-companion': 1,
    },
  },
};

/** Points that one unit of LambdaRank's score is worth: e times the odds of standing above another lead. */
const POINTS_PER_UNIT = 10;

/**
 * Learns a curve for each feature from the deals of the years before the cutoff, each year ranked by what was known on its
 * first day. The same history, options and draws give the same model, and the same version.
 */
export function train(history: DealHistory, options: TrainingOptions, random: Random): GroundedModel {
  const lessons = lessonsOf(history, options);
  const cutoff = options.cutoff.getTime();
  const background = backgroundOfPast(
    history,
    history.deeds.filter(({ occurredAt }) => occurredAt < cutoff),
  );
  const { version: _, ...learned } = learn(lessons, FEATURES, options, random);
  return { ...versioned({ ...learned, background }), background };
}

/** Of the years before the cutoff, the last first. */
export function lessonsOf(history: DealHistory, options: LessonOptions): Lesson[] {
  return Array.from({ length: options.years }, (_, back) => lesson(history, options, back + 1));
}

export type LessonOptions = Pick<TrainingOptions, 'cutoff' | 'years' | 'ofProject' | 'leastProjects'>;

/** A model that was learned, with a version that follows from all that is in it. */
export function versioned(model: Omit<Model, 'version'>): Model {
  return { ...model, version: `learned-${contentHash(model).slice(0, 12)}` };
}

export const FRESH: readonly TaskName[] = ['A-cold', 'B-cold'];
export const BACKED: readonly TaskName[] = ['A-warm', 'B-warm'];

/** The lessons' model of these features, without a background. */
export function learn(
  lessons: readonly Lesson[],
  features: readonly Feature[],
  options: Omit<TrainingOptions, 'cutoff' | 'years'>,
  random: Random,
): Model {
  const fresh = learnSum(lessons, FRESH, features, options, random);
  const backed = learnSum(lessons, BACKED, features, options, random);
  const level = levelBetween(
    lessons,
    features,
    { fresh: fresh.curves, backed: backed.curves },
    POINTS_PER_UNIT,
  );
  return versioned({ ...fresh, backed: { ...backed, base: level } });
}

/** The curves of some tasks, and no base. */
function learnSum(
  lessons: readonly Lesson[],
  tasks: readonly TaskName[],
  features: readonly Feature[],
  { bins, thin, boosting, ...sampling }: Omit<TrainingOptions, 'cutoff' | 'years'>,
  random: Random,
): Backed {
  const set = sampleLists(lessons, tasks, features, sampling, random);
  const columns = set.columns.map((column) => binned(column, bins));
  const scores = boost(set, columns, boosting, random);
  const curves = learnedCurves(columns, scores, { scale: POINTS_PER_UNIT, thin });
  return {
    base: 0,
    curves: Object.fromEntries(
      features.flatMap(({ name }, at) => (curves[at] === undefined ? [] : [[name, curves[at]]])),
    ),
  };
}

function lesson(
  history: DealHistory,
  { cutoff, ofProject, leastProjects }: LessonOptions,
  yearsBack: number,
): Lesson {
  const split = splitHistory(history, {
    ...(ofProject && { ofProject }),
    ...(leastProjects !== undefined && { leastProjects }),
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
