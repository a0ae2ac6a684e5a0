import { DAY_MS } from '@bole/kernel';
import { type InvestorDeed } from '../records/records';
import { HALF_LIFE_DAYS } from './decay';
import {
  firstDeeds,
  type PastEntries,
  pastEntries,
  type PastEntry,
  pastEntry,
  YEAR_MS,
} from './past-entries';

/**
 * What was usual in the market from which a model learned: a sample of the ways in which investors came into projects, without
 * their names. It is part of the model, so that a score is a function of the pair and the model alone.
 */
export interface Background {
  /** How many entries there were: each of the sample stands for `entries / sample.length`. */
  readonly entries: number;
  readonly sample: readonly PastEntry[];
}

/** About a megabyte as JSON. */
export const BACKGROUND_MOST = 4_000;

/** Every n-th entry of a market, so evenly over time. `deeds` must be in order of time. */
export function backgroundOf(deeds: readonly InvestorDeed[], most = BACKGROUND_MOST): Background {
  const first = firstDeeds(deeds);
  const size = Math.min(first.length, most);
  const sample = Array.from(
    { length: size },
    (_, at) => first[Math.floor((at * first.length) / size)],
  ).flatMap((deed) => (deed === undefined ? [] : pastEntry(deed)));
  return { entries: first.length, sample };
}

/** A background as of one instant. */
export interface AgedBackground {
  readonly asOf: number;
  readonly entries: PastEntries;
  /** By place in `entries`, by the half-life of what is recent. */
  readonly weights: Float64Array;
}

/** The background as of an instant, kept for as long as it is asked for as of the same one. */
export function backgroundAsOf(background: Background, asOf: number): AgedBackground {
  let kept = aged.get(background);
  if (kept?.asOf === asOf) return kept;
  const past = background.sample.filter(({ occurredAt }) => occurredAt <= asOf);
  const entries = pastEntries(past, [], asOf);
  const weights = entries.years.map((years) => 2 ** ((-years * YEAR_MS) / (HALF_LIFE_DAYS.recent * DAY_MS)));
  kept = { asOf, entries, weights };
  aged.set(background, kept);
  return kept;
}

const aged = new WeakMap<Background, AgedBackground>();
