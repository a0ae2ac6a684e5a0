import { type FundingStage } from '@bole/contracts';
import { type PlaceFacts, type ProjectFacts } from '../facts/facts';
import { logAgeAt, type PastEntries } from './past-entries';

/** What of a project is compared with past entries. */
export interface Wanted {
  readonly facts: ProjectFacts;
  readonly logCapex: number | undefined;
  readonly logAge: number | undefined;
  /** Whether somebody has money in it: then other things tell who comes next. */
  readonly funded: boolean;
}

export function wantedOf(
  facts: ProjectFacts,
  logCapex: number | undefined,
  funded: boolean,
  asOf: number,
): Wanted {
  return { facts, logCapex, logAge: logAgeAt(facts, asOf), funded };
}

/**
 * How alike each entry is to a project: e to the sum of the weights of what the two have in common. The weights are those of a
 * conditional logit (McFadden 1974) over who came into a project, fitted on venture deals of 2006 to 2010.
 */
export function likenesses(wanted: Wanted, entries: PastEntries): Float64Array {
  const { keywords } = wanted.facts;
  const alike = new Float64Array(entries.all.length);
  for (const keyword of keywords)
    for (const at of entries.byKeyword.get(keyword) ?? []) alike[at] = (alike[at] ?? 0) + 1;
  const weights = wanted.funded ? LATER : FIRST;
  for (let at = 0; at < alike.length; at++)
    alike[at] = Math.exp(likeness(wanted, entries, at, alike[at] ?? 0, weights));
  return alike;
}

export function sumOfLikenesses(wanted: Wanted, entries: PastEntries): number {
  let sum = 0;
  for (const one of likenesses(wanted, entries)) sum += one;
  return sum;
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

function likeness(wanted: Wanted, entries: PastEntries, at: number, common: number, w: Weights): number {
  const entry = entries.all[at];
  if (entry === undefined) return Number.NEGATIVE_INFINITY;
  const { facts, logCapex, logAge } = wanted;
  const { project } = entry;
  let sum = w.years * (entries.years[at] ?? 0) + w.logYears * (entries.logYears[at] ?? 0);
  if (project !== undefined) {
    const industry = facts.industries.codes[0];
    if (industry === undefined || project.industry === undefined) sum += w.industryUnknown;
    else if (industry === project.industry) sum += w.industry;
    if (common > 0)
      sum +=
        w.anyKeyword + (w.keywords * common) / Math.sqrt(facts.keywords.length * project.keywords.length);
    sum += ofPlaces(facts.place, project.place, w);
    if (logAge !== undefined && project.logAge !== undefined)
      sum += w.age * Math.abs(logAge - project.logAge);
  }
  return sum + ofStages(facts.fundingStage, entry.stage, w) + ofAmounts(logCapex, entry.logAmount, w);
}

function ofPlaces(asked: PlaceFacts, entered: PlaceFacts, w: Weights): number {
  if (asked.country !== entered.country) return 0;
  if (asked.province === undefined || asked.province !== entered.province) return w.country;
  const sameCity = asked.city !== undefined && asked.city === entered.city;
  return w.country + w.province + (sameCity ? w.city : 0);
}

function ofStages(asked: FundingStage | undefined, entered: FundingStage | undefined, w: Weights): number {
  if (asked === undefined || entered === undefined)
    return w.stageUnknown + (asked === entered ? w.bothStagesUnknown : 0);
  if (asked === entered) return w.stage;
  const [a, b] = [ORDER[asked], ORDER[entered]];
  return a !== undefined && b !== undefined && Math.abs(a - b) === 1 ? w.nextStage : 0;
}

function ofAmounts(asked: number | undefined, entered: number | undefined, w: Weights): number {
  if (asked === undefined || entered === undefined)
    return w.amountUnknown + (asked === entered ? w.bothAmountsUnknown : 0);
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
