import { FUNDING_STAGES, type FundingStage } from '@bole/contracts';
import { DAY_MS } from '@bole/kernel';
import { type PlaceFacts, type ProjectFacts } from '../facts/facts';
import { type InvestorDeed } from '../records/records';

/** How somebody came into a project: by its first deed there. Plain data: a model keeps some as its background. */
export interface PastEntry {
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  /** Undefined where the project's profile is not known. */
  readonly project: EnteredProject | undefined;
  readonly stage: FundingStage | undefined;
  /** log10 of CNY. */
  readonly logAmount: number | undefined;
}

export interface EnteredProject {
  readonly industry: string | undefined;
  readonly place: PlaceFacts;
  readonly keywords: readonly string[];
  /** ln of one more than its age in years at the entry. */
  readonly logAge: number | undefined;
}

/** Entries laid out to be compared with many projects as of one instant. */
export interface PastEntries {
  /** In order of time. */
  readonly all: readonly PastEntry[];
  /** By place in `all`: the signal that it rests on; empty for a background. */
  readonly signalIds: readonly string[];
  /** By place in `all`: years from the entry to the instant of the preparation. */
  readonly years: Float64Array;
  /** What is compared of each, one after the other: `LAID_OUT` numbers an entry, named by `AT`. Together, as they are read together. */
  readonly laidOut: Float64Array;
  /** By keyword, places in `all`. */
  readonly byKeyword: ReadonlyMap<string, readonly number[]>;
}

/** Where in the numbers of an entry each stands. */
export const AT = {
  years: 0,
  /** The natural logarithm of a little more than the years. */
  logYears: 1,
  /** NaN where it is not known. */
  logAmount: 2,
  logAge: 3,
  /** Square root of the number of keywords. */
  keywordRoot: 4,
  /** Numbers that stand for texts (`numberOf`): NOT_KNOWN where the project is not, NONE where it has none. */
  industry: 5,
  country: 6,
  province: 7,
  city: 8,
  /** From 1, in the order of FUNDING_STAGES; NONE where it is not known. */
  stage: 9,
} as const;
export const LAID_OUT = 10;

export const NOT_KNOWN = -1;
export const NONE = 0;

/**
 * A number above 0 that stands for a text in this process: comparing numbers is what most of scoring does. Texts are codes of
 * industries and places, so there are some ten thousand at most.
 */
export function numberOf(text: string | undefined): number {
  if (text === undefined) return NONE;
  let number = numbers.get(text);
  if (number === undefined) numbers.set(text, (number = numbers.size + 1));
  return number;
}

const numbers = new Map<string, number>();

export const YEAR_MS = 365.25 * DAY_MS;

/** What an entry takes of a deed. */
export interface Entering extends Pick<InvestorDeed, 'occurredAt' | 'fundingStage' | 'amountCny'> {
  readonly project: EnteredFacts | undefined;
}

export type EnteredFacts = Pick<ProjectFacts, 'place' | 'industries' | 'keywords' | 'window'>;

/** The first deed of each investor in each project. `deeds` must be in order of time. */
export function firstDeeds(deeds: readonly InvestorDeed[]): InvestorDeed[] {
  const first = new Map<string, InvestorDeed>();
  for (const deed of deeds) {
    const key = `${deed.investorId} ${deed.projectId}`;
    if (!first.has(key)) first.set(key, deed);
  }
  return [...first.values()];
}

export function pastEntry({ project, occurredAt, fundingStage, amountCny }: Entering): PastEntry {
  return {
    occurredAt,
    project: project && enteredProject(project, occurredAt),
    stage: fundingStage,
    logAmount: amountCny === undefined || amountCny <= 0 ? undefined : Math.log10(amountCny),
  };
}

/** Keeps the day of the entry from weighing without bound. */
const SOON = 0.2;

export function pastEntries(
  all: readonly PastEntry[],
  signalIds: readonly string[],
  asOf: number,
): PastEntries {
  const years = Float64Array.from(all, ({ occurredAt }) => (asOf - occurredAt) / YEAR_MS);
  const laidOut = new Float64Array(LAID_OUT * all.length);
  all.forEach(({ project, stage, logAmount }, at) => {
    const of = (text: string | undefined) => (project === undefined ? NOT_KNOWN : numberOf(text));
    const numbersOfEntry: Record<keyof typeof AT, number> = {
      years: years[at] ?? 0,
      logYears: Math.log((years[at] ?? 0) + SOON),
      logAmount: logAmount ?? Number.NaN,
      logAge: project?.logAge ?? Number.NaN,
      keywordRoot: Math.sqrt(project?.keywords.length ?? 0),
      industry: of(project?.industry),
      country: of(project?.place.country),
      province: of(project?.place.province),
      city: of(project?.place.city),
      stage: stageNumber(stage),
    };
    for (const [name, place] of Object.entries(AT))
      laidOut[LAID_OUT * at + place] = numbersOfEntry[name as keyof typeof AT];
  });
  return { all, signalIds, years, laidOut, byKeyword: placesByKeyword(all) };
}

export function stageNumber(stage: FundingStage | undefined): number {
  return stage === undefined ? NONE : FUNDING_STAGES.indexOf(stage) + 1;
}

function placesByKeyword(all: readonly PastEntry[]): Map<string, number[]> {
  const byKeyword = new Map<string, number[]>();
  all.forEach(({ project }, at) => {
    for (const keyword of project?.keywords ?? []) {
      const places = byKeyword.get(keyword);
      if (places === undefined) byKeyword.set(keyword, [at]);
      else places.push(at);
    }
  });
  return byKeyword;
}

function enteredProject(project: EnteredFacts, at: number): EnteredProject {
  const { place, industries, keywords } = project;
  return {
    industry: industries.codes[0],
    place,
    keywords,
    logAge: logAgeAt(project, at),
  };
}

/** ln of one more than the years since the project began; undefined where that is not known or had not come. */
export function logAgeAt({ window }: Pick<ProjectFacts, 'window'>, at: number): number | undefined {
  const from = window?.from;
  if (from === undefined || from > at + YEAR_MS) return undefined;
  // A year alone is known of most beginnings: its middle stands for it.
  return Math.log(Math.max(0, (at - from) / YEAR_MS - 0.5) + 1);
}
