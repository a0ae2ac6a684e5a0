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
  /** Places in `all` by what the entry or its project has; of a stage that is not known, by undefined. */
  readonly byKeyword: Places<string>;
  readonly byIndustry: Places<string | undefined>;
  /** By place key, at every grain but the cluster. */
  readonly byPlace: Places<string>;
  readonly byStage: Places<FundingStage | undefined>;
}

type Places<Key> = ReadonlyMap<Key, readonly number[]>;

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
    byKeyword: placesBy(all, ({ project }) => project?.keywords ?? []),
    byIndustry: placesBy(all, ({ project }) => (project === undefined ? [] : [project.industry])),
    byPlace: placesBy(all, ({ project }) => (project === undefined ? [] : placesOf(project.place))),
    byStage: placesBy(all, ({ stage }) => [stage]),
  };
}

function placesBy<Key>(all: readonly PastEntry[], keysOf: (entry: PastEntry) => readonly Key[]): Places<Key> {
  const byKey = new Map<Key, number[]>();
  all.forEach((entry, at) => {
    for (const key of keysOf(entry)) {
      const places = byKey.get(key);
      if (places === undefined) byKey.set(key, [at]);
      else places.push(at);
    }
  });
  return byKey;
}

/** The country, province and city; a municipality is province and city in one, and counts as both. */
function placesOf({ country, province, city }: PlaceFacts): string[] {
  return [country, province, city].filter((key) => key !== undefined);
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
