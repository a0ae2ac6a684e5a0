import { type FundingStage } from '@bole/contracts';
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
  /** By place in `all`: years from the entry to the instant of the preparation, and the natural logarithm of a little more. */
  readonly years: Float64Array;
  readonly logYears: Float64Array;
  /** By place in `all`; NaN for what is not known. */
  readonly logAmounts: Float64Array;
  readonly logAges: Float64Array;
  /** Square roots of the numbers of keywords. */
  readonly keywordRoots: Float64Array;
  /** By keyword, places in `all`. */
  readonly byKeyword: ReadonlyMap<string, readonly number[]>;
  /** By place in `all`, numbers that stand for texts (`numberOf`): NOT_KNOWN where the project is not, NONE where it has none. */
  readonly industries: Int32Array;
  readonly countries: Int32Array;
  readonly provinces: Int32Array;
  readonly cities: Int32Array;
  /** NONE where it is not known. */
  readonly stages: Int32Array;
}

export const NOT_KNOWN = -1;
export const NONE = 0;

/**
 * A number above 0 that stands for a text in this process: comparing numbers is what most of scoring does. Texts are codes of
 * industries, places and stages, so there are some ten thousand at most.
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
  return {
    all,
    signalIds,
    years,
    logYears: years.map((past) => Math.log(past + SOON)),
    logAmounts: Float64Array.from(all, ({ logAmount }) => logAmount ?? Number.NaN),
    logAges: Float64Array.from(all, ({ project }) => project?.logAge ?? Number.NaN),
    keywordRoots: Float64Array.from(all, ({ project }) => Math.sqrt(project?.keywords.length ?? 0)),
    byKeyword: placesByKeyword(all),
    industries: numbersOf(all, ({ industry }) => industry),
    countries: numbersOf(all, ({ place }) => place.country),
    provinces: numbersOf(all, ({ place }) => place.province),
    cities: numbersOf(all, ({ place }) => place.city),
    stages: Int32Array.from(all, ({ stage }) => numberOf(stage)),
  };
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

function numbersOf(
  all: readonly PastEntry[],
  textOf: (project: EnteredProject) => string | undefined,
): Int32Array {
  return Int32Array.from(all, ({ project }) =>
    project === undefined ? NOT_KNOWN : numberOf(textOf(project)),
  );
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
