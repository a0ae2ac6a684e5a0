import { FUNDING_STAGES, type FundingStage } from '@bole/contracts';
import { type ProjectFacts } from '../facts/facts';
import { AT, LAID_OUT, logAgeAt, NONE, numberOf, type PastEntries, stageNumber } from './past-entries';

/** What of a project is compared with past entries. */
export interface Wanted {
  readonly facts: ProjectFacts;
  readonly logCapex: number | undefined;
  readonly logAge: number | undefined;
  /** Square root of the number of its keywords. */
  readonly keywordRoot: number;
  /** Numbers that stand for texts (`numberOf`); NONE where it has none. */
  readonly industry: number;
  readonly country: number;
  readonly province: number;
  readonly city: number;
  /** By the number of a stage (`stageNumber`), what it adds. */
  readonly ofStage: Float64Array;
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
  return {
    ...{ facts, logCapex, keywordRoot, funded },
    logAge: logAgeAt(facts, asOf),
    industry: numberOf(facts.industries.codes[0]),
    country: numberOf(facts.place.country),
    province: numberOf(facts.place.province),
    city: numberOf(facts.place.city),
    ofStage: weightsOfStages(facts.fundingStage, funded ? LATER : FIRST),
  };
}

/**
 * How alike each entry is to a project: e to the sum of the weights of what the two have in common. The weights are those of a
 * conditional logit (McFadden 1974) over who came into a project, fitted on past venture deals.
 */
export function likenesses(wanted: Wanted, entries: PastEntries): Float64Array {
  const alike = new Float64Array(entries.all.length);
  addLikenesses(wanted, entries, alike);
  return alike;
}

export function sumOfLikenesses(wanted: Wanted, entries: PastEntries): number {
  return addLikenesses(wanted, entries, undefined);
}

/** What keywords in common add to each entry. Shared by all calls, each of which leaves it at 0. */
let ofKeywords = new Float64Array(1_024);

/** The sum; `each` is filled with what it is made of. */
function addLikenesses(wanted: Wanted, entries: PastEntries, each: Float64Array | undefined): number {
  let likeness = 0;
  const { logCapex, industry, country, province, city, ofStage } = wanted;
  const { laidOut } = entries;
  const logAge = wanted.logAge ?? Number.NaN;
  const count = entries.all.length;
  if (ofKeywords.length < count) ofKeywords = new Float64Array(2 * count);
  const words = ofKeywords;
  const w = wanted.funded ? LATER : FIRST;
  addKeywords(wanted, entries, w, words);
  for (let at = 0, from = 0; at < count; at++, from += LAID_OUT) {
    let sum = words[at] ?? 0;
    words[at] = 0;
    const entered = laidOut[from + AT.industry] ?? NONE;
    if (entered === NONE || (industry === NONE && entered > NONE)) sum += w.industryUnknown;
    else if (entered === industry) sum += w.industry;
    if (laidOut[from + AT.country] === country) sum += w.country;
    if (province !== NONE && laidOut[from + AT.province] === province) sum += w.province;
    if (city !== NONE && laidOut[from + AT.city] === city) sum += w.city;
    sum += ofStage[laidOut[from + AT.stage] ?? NONE] ?? 0;
    sum += w.years * (laidOut[from + AT.years] ?? 0) + w.logYears * (laidOut[from + AT.logYears] ?? 0);
    sum += ofAmounts(logCapex, laidOut[from + AT.logAmount] ?? Number.NaN, w);
    const apart = logAge - (laidOut[from + AT.logAge] ?? Number.NaN);
    if (!Number.isNaN(apart)) sum += w.age * Math.abs(apart);
    const alike = Math.exp(sum);
    likeness += alike;
    if (each !== undefined) each[at] = alike;
  }
  return likeness;
}

/** A stage that is neither the one asked for nor beside it adds nothing. */
function weightsOfStages(asked: FundingStage | undefined, w: Weights): Float64Array {
  const weights = new Float64Array(FUNDING_STAGES.length + 1);
  weights[NONE] = w.stageUnknown + (asked === undefined ? w.bothStagesUnknown : 0);
  for (const entered of FUNDING_STAGES) {
    const apart = Math.abs((ORDER[asked ?? entered] ?? Number.NaN) - (ORDER[entered] ?? Number.NaN));
    const at = stageNumber(entered);
    if (asked === undefined) weights[at] = w.stageUnknown;
    else if (asked === entered) weights[at] = w.stage;
    else if (apart === 1) weights[at] = w.nextStage;
  }
  return weights;
}

/** A part for any keyword at all, once, and one for each. */
function addKeywords(
  { facts, keywordRoot }: Wanted,
  { byKeyword, laidOut }: PastEntries,
  w: Weights,
  to: Float64Array,
): void {
  for (const keyword of facts.keywords) {
    const places = byKeyword.get(keyword);
    if (places === undefined) continue;
    for (const at of places) {
      const before = to[at] ?? 0;
      to[at] =
        (before === 0 ? w.anyKeyword : before) +
        w.keywords / (keywordRoot * (laidOut[LAID_OUT * at + AT.keywordRoot] ?? 1));
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
