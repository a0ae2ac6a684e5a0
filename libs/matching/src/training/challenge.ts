import { type Random } from '@bole/kernel';
import { compare, type Comparison } from '../evaluation/compare';
import { type DealHistory } from '../evaluation/deal-history';
import { marketOf } from '../evaluation/market';
import { splitHistory } from '../evaluation/split';
import { FEATURES } from '../features/registry';
import { type Model } from '../ranker/model';
import { BACKED, FRESH, lessonsOf, train, TRAINING, type TrainingOptions } from './train';
import { type Lesson, sampleLists } from './sample-lists';
import { type Share, shrunk, weightOf } from './shrunk';

export interface ChallengeOptions extends Pick<TrainingOptions, 'ofProject' | 'weightOf'> {
  /** The end of what is known. */
  readonly now: Date;
  /** The span before `now` that both are held against, and that the challenger does not learn from. In months. */
  readonly laterMonths: number;
  /** Projects that an investor must hold to be ranked. */
  readonly leastProjects: number;
  /** Outcomes to learn from, and to be held against, below which nothing is tried. */
  readonly leastOutcomes: number;
  readonly leastLater: number;
  /** Outcomes at which what was learned weighs as much as the champion. */
  readonly k: number;
  readonly training: Omit<TrainingOptions, 'cutoff' | 'ofProject' | 'leastProjects' | 'weightOf'>;
}

/** The settings of a city's training. */
export const CHALLENGE = {
  laterMonths: 6,
  leastProjects: 1,
  leastOutcomes: 100,
  leastLater: 30,
  k: 1_000,
  training: TRAINING,
} as const satisfies Omit<ChallengeOptions, 'now'>;

/** Pairs that came together for the first time: in the years that were learned from, and in the later span. */
export interface Outcomes {
  readonly learned: number;
  readonly later: number;
}

export type Challenge =
  | { readonly kind: 'too-little'; readonly outcomes: Outcomes }
  | {
      readonly kind: 'compared';
      readonly challenger: Model;
      readonly comparison: Comparison;
      readonly outcomes: Outcomes;
      /** What the outcomes weigh next to the champion: of new projects, and of those with money in them. */
      readonly weights: { readonly fresh: number; readonly backed: number };
      /** The span that was learned from; `to` is where the later span begins. */
      readonly from: Date;
      readonly to: Date;
      /** The challenger is better beyond chance: the whole 95 % interval lies above 0. */
      readonly better: boolean;
    };

/**
 * A challenger learned from the years before the later span and drawn towards the champion, as far as there are few outcomes, and
 * both held against that span. The same history, options and draws give the same challenger and the same figures.
 */
export function challenge(
  history: DealHistory,
  champion: Model,
  options: ChallengeOptions,
  random: Random,
): Challenge {
  const { now, laterMonths, leastProjects, leastOutcomes, leastLater, k, training } = options;
  const { ofProject, weightOf: pairWeight } = options;
  const cutoff = monthsBefore(now, laterMonths);
  const ranked = { leastProjects, ...(ofProject && { ofProject }) };
  const split = splitHistory(history, { cutoff, end: now, ...ranked });
  const learning = { ...training, ...ranked, cutoff };
  const lessons = lessonsOf(history, learning);
  const outcomes = {
    learned: lessons.reduce((sum, lesson) => sum + pairsOf(lesson.split), 0),
    later: pairsOf(split),
  };
  if (outcomes.learned < leastOutcomes || outcomes.later < leastLater)
    return { kind: 'too-little', outcomes };
  const learned = train(history, { ...learning, ...(pairWeight && { weightOf: pairWeight }) }, random);
  const evidence = { fresh: shareOf(lessons, FRESH, k, random), backed: shareOf(lessons, BACKED, k, random) };
  const challenger = shrunk(learned, champion, evidence);
  const comparison = compare({ champion, challenger }, split, marketOf(history, split), random);
  return {
    kind: 'compared',
    challenger,
    comparison,
    outcomes,
    weights: { fresh: evidence.fresh.weight, backed: evidence.backed.weight },
    from: monthsBefore(cutoff, 12 * training.years),
    to: cutoff,
    better: comparison.low > 0,
  };
}

/** Few pairs are enough to see which features have values at all. */
const LOOKED_AT = 5;

function shareOf(lessons: readonly Lesson[], names: typeof FRESH, k: number, random: Random): Share {
  const outcomes = lessons.reduce((sum, { split }) => sum + pairsOf(split, names === BACKED), 0);
  const { features, columns } = sampleLists(lessons, names, FEATURES, { negatives: LOOKED_AT }, random);
  const told = features.filter((_, at) => columns[at]?.some((value) => !Number.isNaN(value)) === true);
  return { weight: weightOf(outcomes, k), told: new Set(told) };
}

function pairsOf(split: Lesson['split'], warm?: boolean): number {
  const projects = split.projects.filter((project) => warm === undefined || project.warm === warm);
  return projects.reduce((sum, { positives }) => sum + positives.length, 0);
}

function monthsBefore(date: Date, months: number): Date {
  const earlier = new Date(date);
  earlier.setUTCMonth(earlier.getUTCMonth() - months);
  return earlier;
}
