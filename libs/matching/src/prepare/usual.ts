import { DAY_MS } from '@bole/kernel';
import { type Background, backgroundAsOf } from './background';
import { HALF_LIFE_DAYS } from './decay';
import { sumOfLikenesses, type Wanted } from './likeness';
import { type PastEntries, type PastEntry, YEAR_MS } from './past-entries';

/** What is usual for a project in the market where a model learned: what an investor does more often than that is its taste. */
export interface Usual {
  /** How much all investors have done that is like it: a sum of likenesses. */
  readonly demand: number;
  /** Shares of the market's recent deals, above 0. */
  readonly industry: number | undefined;
  readonly country: number | undefined;
  /** Share of those in the country. */
  readonly province: number | undefined;
  /** Share of those in the province. */
  readonly city: number | undefined;
  readonly stage: number | undefined;
  /** Density of log10 of the market's amounts at the project's, next to that of deals of just its amount. */
  readonly amount: number | undefined;
  /** By keyword of the project: the natural logarithm of how rare it is. */
  readonly rarity: readonly number[];
}

export function usualFor(wanted: Wanted, background: Background, asOf: number): Usual {
  const entries = backgroundAsOf(background, asOf);
  const { facts, logCapex } = wanted;
  const weights = entries.years.map((years) => 2 ** ((-years * YEAR_MS) / (HALF_LIFE_DAYS.recent * DAY_MS)));
  const share = (keyOf: (entry: PastEntry) => string | undefined, key: string | undefined) =>
    key === undefined ? undefined : shareOf(entries, weights, keyOf, key);
  const { country, province, city } = facts.place;
  return {
    demand: (sumOfLikenesses(wanted, entries) * background.entries) / Math.max(1, background.sample.length),
    industry: share(({ project }) => project?.industry, facts.industries.codes[0]),
    country: share(({ project }) => project?.place.country, country),
    province: share(
      ({ project }) => (project?.place.country === country ? project.place.province : undefined),
      province,
    ),
    city: share(
      ({ project }) => (project?.place.province === province ? project?.place.city : undefined),
      province === undefined ? undefined : city,
    ),
    stage: share(({ stage }) => stage, facts.fundingStage),
    amount: logCapex === undefined ? undefined : density(entries, weights, logCapex),
    rarity: facts.keywords.map((keyword) =>
      Math.log((entries.all.length + 1) / ((entries.byKeyword.get(keyword)?.length ?? 0) + 1)),
    ),
  };
}

/** A little of everything is taken to have been: a share is never 0. */
const DOUBT = 0.3;

/** The share of `key` among the entries that have one. */
function shareOf(
  { all }: PastEntries,
  weights: Float64Array,
  keyOf: (entry: PastEntry) => string | undefined,
  key: string,
): number {
  let [sum, total] = [DOUBT, 2 * DOUBT];
  all.forEach((entry, at) => {
    const own = keyOf(entry);
    if (own === undefined) return;
    total += weights[at] ?? 0;
    if (own === key) sum += weights[at] ?? 0;
  });
  return sum / total;
}

/** A normal kernel of a factor of two. */
const AMOUNT_WIDTH = 0.3;

function density({ all }: PastEntries, weights: Float64Array, logAmount: number): number {
  let [sum, total] = [DOUBT * 0.2, DOUBT];
  all.forEach((entry, at) => {
    if (entry.logAmount === undefined) return;
    total += weights[at] ?? 0;
    sum += (weights[at] ?? 0) * likeAmounts(entry.logAmount, logAmount);
  });
  return sum / total;
}

/** How alike two amounts in log10 are: 1 for equal ones. */
export function likeAmounts(a: number, b: number): number {
  return Math.exp(-0.5 * ((a - b) / AMOUNT_WIDTH) ** 2);
}
