import { type Background, backgroundAsOf } from './background';
import { sumOfLikenesses, type Wanted } from './likeness';
import { AT, LAID_OUT, NONE, type PastEntries, stageNumber } from './past-entries';

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
  const { entries, weights } = backgroundAsOf(background, asOf);
  const shares = sharesFor(wanted, entries, weights);
  const { facts } = wanted;
  const { province } = facts.place;
  return {
    demand: (sumOfLikenesses(wanted, entries) * background.entries) / Math.max(1, background.sample.length),
    industry: facts.industries.codes.length === 0 ? undefined : shareIn(shares.industry),
    country: shareIn(shares.country),
    province: province === undefined ? undefined : shareIn(shares.province),
    city: province === undefined || facts.place.city === undefined ? undefined : shareIn(shares.city),
    stage: facts.fundingStage === undefined ? undefined : shareIn(shares.stage),
    amount: wanted.logCapex === undefined ? undefined : shares.amount.own / shares.amount.total,
    rarity: facts.keywords.map((keyword) =>
      Math.log((entries.all.length + 1) / ((entries.byKeyword.get(keyword)?.length ?? 0) + 1)),
    ),
  };
}

/** A little of everything is taken to have been: a share is never 0. */
const DOUBT = 0.3;

/** Weight of the entries that have the project's, and of all those that have one. */
interface Share {
  own: number;
  total: number;
}

function shareIn({ own, total }: Share): number {
  return own / total;
}

/** The market's shares of what the project has, in one pass over the entries. */
function sharesFor(wanted: Wanted, { all, laidOut }: PastEntries, weights: Float64Array) {
  const none = (): Share => ({ own: DOUBT, total: 2 * DOUBT });
  const [industry, country, province, city, stage] = [none(), none(), none(), none(), none()];
  const amount: Share = { own: DOUBT * 0.2, total: DOUBT };
  const asked = stageNumber(wanted.facts.fundingStage);
  for (let at = 0, from = 0; at < all.length; at++, from += LAID_OUT) {
    const weight = weights[at] ?? 0;
    const own = (name: keyof typeof AT): number => laidOut[from + AT[name]] ?? NONE;
    count(industry, own('industry'), wanted.industry, weight);
    count(country, own('country'), wanted.country, weight);
    if (own('country') === wanted.country) count(province, own('province'), wanted.province, weight);
    if (own('province') === wanted.province) count(city, own('city'), wanted.city, weight);
    count(stage, own('stage'), asked, weight);
    if (wanted.logCapex === undefined || Number.isNaN(own('logAmount'))) continue;
    amount.total += weight;
    amount.own += weight * likeAmounts(own('logAmount'), wanted.logCapex);
  }
  return { industry, country, province, city, stage, amount };
}

function count(share: Share, there: number, wanted: number, weight: number): void {
  if (there <= NONE) return;
  share.total += weight;
  if (there === wanted) share.own += weight;
}

/** A normal kernel of a factor of two. */
const AMOUNT_WIDTH = 0.3;

/** How alike two amounts in log10 are: 1 for equal ones. */
export function likeAmounts(a: number, b: number): number {
  return Math.exp(-0.5 * ((a - b) / AMOUNT_WIDTH) ** 2);
}
