import { type FundingStage } from '@bole/contracts';
import { type ProjectFacts } from '../facts/facts';
import { logAgeAt, type PastEntries } from './past-entries';

/** What of a project is compared with past entries. */
export interface Wanted {
  readonly facts: ProjectFacts;
  readonly logCapex: number | undefined;
  readonly logAge: number | undefined;
  /** Square root of the number of its keywords. */
  readonly keywordRoot: number;
  /** Whether somebody has money in it: then other things tell who comes next. */
  readonly funded: boolean;
}

export function wantedOf(
  facts: ProjectFacts,
  logCapex: number | undefined,
  funded: boolean,
  asOf: number,
): Wanted {
  const keywordRoot = Math.sqrt(facts.keywords.length);
  return { facts, logCapex, logAge: logAgeAt(facts, asOf), keywordRoot, funded };
}

/**
 * How alike each entry is to a project: e to the sum of the weights of what the two have in common. The weights are those of a
 * conditional logit (McFadden 1974) over who came into a project, fitted on past venture deals.
 */
export function likenesses(wanted: Wanted, entries: PastEntries): Float64Array {
  const alike = new Float64Array(entries.all.length);
  eachLikeness(wanted, entries, (likeness, at) => (alike[at] = likeness));
  return alike;
}

export function sumOfLikenesses(wanted: Wanted, entries: PastEntries): number {
  let sum = 0;
  eachLikeness(wanted, entries, (likeness) => (sum += likeness));
  return sum;
}

/** Shared by all calls, each of which leaves it at 0: a pair is scored some thousand times a second. */
let inCommon = new Float64Array(1_024);

function eachLikeness(
  wanted: Wanted,
  entries: PastEntries,
  visit: (likeness: number, at: number) => void,
): void {
  const { logCapex, logAge } = wanted;
  const { all, years, logYears, logAges, logAmounts } = entries;
  if (inCommon.length < all.length) inCommon = new Float64Array(2 * all.length);
  const common = inCommon;
  const w = wanted.funded ? LATER : FIRST;
  addKeys(wanted, entries, w, common);
  for (let at = 0; at < all.length; at++) {
    let sum = common[at] ?? 0;
    common[at] = 0;
    sum += w.years * (years[at] ?? 0) + w.logYears * (logYears[at] ?? 0);
    sum += ofAmounts(logCapex, logAmounts[at] ?? Number.NaN, w);
    const apart = (logAge ?? Number.NaN) - (logAges[at] ?? Number.NaN);
    if (!Number.isNaN(apart)) sum += w.age * Math.abs(apart);
    visit(Math.exp(sum), at);
  }
}

/** Adds the weights of the industries, places, stages and keywords in common. */
function addKeys({ facts, keywordRoot }: Wanted, entries: PastEntries, w: Weights, to: Float64Array): void {
  const add = (places: readonly number[] | undefined, weight: number) => {
    if (places !== undefined) for (const at of places) to[at] = (to[at] ?? 0) + weight;
  };
  const industry = facts.industries.codes[0];
  if (industry === undefined)
    for (const places of entries.byIndustry.values()) add(places, w.industryUnknown);
  else {
    add(entries.byIndustry.get(industry), w.industry);
    add(entries.byIndustry.get(undefined), w.industryUnknown);
  }
  const { country, province, city } = facts.place;
  add(entries.byPlace.get(country), w.country);
  if (province !== undefined) add(entries.byPlace.get(province), w.province);
  if (city !== undefined) add(entries.byPlace.get(city), w.city);
  addStages(facts.fundingStage, entries, w, add);
  addKeywords(facts.keywords, keywordRoot, entries, w, to);
}

function addStages(
  asked: FundingStage | undefined,
  { byStage }: PastEntries,
  w: Weights,
  add: (places: readonly number[] | undefined, weight: number) => void,
): void {
  for (const [entered, places] of byStage) {
    if (asked === undefined || entered === undefined)
      add(places, w.stageUnknown + (asked === entered ? w.bothStagesUnknown : 0));
    else if (asked === entered) add(places, w.stage);
    else if (Math.abs((ORDER[asked] ?? Number.NaN) - (ORDER[entered] ?? Number.NaN)) === 1)
      add(places, w.nextStage);
  }
}

/** A part for any keyword at all, once, and one for each. */
function addKeywords(
  keywords: readonly string[],
  keywordRoot: number,
  { byKeyword, keywordRoots }: PastEntries,
  w: Weights,
  to: Float64Array,
): void {
  let seen: Set<number> | undefined;
  for (const keyword of keywords) {
    const places = byKeyword.get(keyword);
    if (places === undefined) continue;
    seen ??= new Set();
    for (const at of places) {
      const first = seen.has(at) ? 0 : w.anyKeyword;
      seen.add(at);
      to[at] = (to[at] ?? 0) + first + w.keywords / (keywordRoot * (keywordRoots[at] ?? 1));
    }
  }
}

interface Weights {
  readonly industry: number;
  readonly industryUnknown: number;
  readonly anyKeyword: number;
  /** Of the cosine of the keywords. */
  readonly keywords: number;
  readonly country: number;
  readonly province: number;
  readonly city: number;
  readonly stage: number;
  readonly nextStage: number;
  readonly stageUnknown: number;
  readonly bothStagesUnknown: number;
  /** Of a power of ten between the amounts. */
  readonly amount: number;
  readonly sameAmount: number;
  readonly amountUnknown: number;
  readonly bothAmountsUnknown: number;
  readonly smallAmount: number;
  readonly years: number;
  readonly logYears: number;
  /** Of a difference of one in the logarithms of the ages. */
  readonly age: number;
}

const FIRST: Weights = {
  industry: 1.3, industryUnknown: 0.64, anyKeyword: 0.3, keywords: 1.5, country: 3.5, province: 2.2, city: 0.9,
  stage: 1.5, nextStage: 0.5, stageUnknown: 0.5, bothStagesUnknown: 1.7, amount: -3.0, sameAmount: 0.4, amountUnknown: -1.3, bothAmountsUnknown: 2,
  smallAmount: 2.8, years: -0.08, logYears: -0.25, age: -0.43,
}; // prettier-ignore

const LATER: Weights = {
  industry: 0.86, industryUnknown: -0.5, anyKeyword: 0.9, keywords: 0.7, country: 2.9, province: 1.4, city: 0.9,
  stage: 0.8, nextStage: 0.6, stageUnknown: 0.4, bothStagesUnknown: 1.4, amount: -1.7, sameAmount: -0.5, amountUnknown: -0.2, bothAmountsUnknown: 0.2,
  smallAmount: 0, years: -0.12, logYears: -0.6, age: -1.0,
}; // prettier-ignore

/** Amounts further apart than this many powers of ten are all as far. */
const FAR = 1.5;
/** Powers of ten within which two amounts are the same but for rounding. */
const SAME = 0.013;
/** log10 of CNY of what an accelerator gives at most: below it amounts are a house's standard tickets. */
const SMALL = 6.15;
const TICKET_WIDTH = 0.12;

/** An entered amount that is not known is NaN. */
function ofAmounts(asked: number | undefined, entered: number, w: Weights): number {
  if (asked === undefined || Number.isNaN(entered))
    return w.amountUnknown + (asked === undefined && Number.isNaN(entered) ? w.bothAmountsUnknown : 0);
  const apart = Math.abs(asked - entered);
  const sum = w.amount * Math.min(apart, FAR) + (apart < SAME ? w.sameAmount : 0);
  return asked < SMALL ? sum + w.smallAmount * Math.exp(-((apart / TICKET_WIDTH) ** 2)) : sum;
}

const ORDER: Readonly<Partial<Record<FundingStage, number>>> = {
  angel: 0,
  'series-a': 1,
  'series-b': 2,
  'series-c+': 3,
};
