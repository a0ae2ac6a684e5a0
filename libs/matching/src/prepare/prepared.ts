import { type InvestorFacts, type PlaceFacts, type ProjectFacts } from '../facts/facts';
import { type Key, type KeyTable } from './keys';
import { type Wanted } from './likeness';
import { type PastEntries } from './past-entries';
import { type Usual } from './usual';
import { type Deed, type InvestorDeed, type Touch } from '../records/records';

/** One investor as of one instant, ready to be scored against many projects. Immutable: good for as long as nothing of the investor changes. */
export interface PreparedInvestor {
  readonly facts: InvestorFacts;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** What it does and what it looks for, at every grain. */
  readonly industries: ReadonlySet<string>;
  /** What it does, at every grain. */
  readonly ownIndustries: ReadonlySet<string>;
  readonly keywords: ReadonlySet<string>;
  /** Where it is at home or present. */
  readonly presence: readonly PlaceFacts[];
  /** Undefined where no deed is known: then every revealed feature is missing, not zero. */
  readonly revealed: RevealedProfile | undefined;
  /** What passed between the investor and a project, by project id. */
  readonly withProject: ReadonlyMap<string, Dealings>;
  /** What the investor did towards a city as a whole, by the city's place key. */
  readonly withCity: ReadonlyMap<string, Dealings>;
}

/** What an investor's deeds say of its taste. Each project counts once, by its latest deed, losing weight with age. */
export interface RevealedProfile {
  readonly industries: Shares;
  /** By place key, at every grain. */
  readonly places: Shares;
  readonly keywords: Shares;
  /** Length of the vector of keyword weights. */
  readonly keywordNorm: number;
  readonly stages: Shares;
  /** The same by a short half-life: what it is at now. */
  readonly recent: { readonly industries: Shares; readonly places: Shares; readonly stages: Shares };
  readonly logAmount: LogAmount | undefined;
  /** Of the entries whose amounts are known, with their decayed weights. */
  readonly amounts: Amounts;
  /** How it came into each of its projects. */
  readonly entries: PastEntries;
  /** Ids of all the projects that it holds. */
  readonly projects: ReadonlySet<string>;
  /** Numbers of projects, by their latest deed. */
  readonly counts: { readonly all: number; readonly last24Months: number; readonly last12Months: number };
  readonly firstDeed: InvestorDeed;
  readonly lastDeed: InvestorDeed;
  /** Years since the first deed, and months since the last. */
  readonly years: number;
  readonly monthsSinceLast: number;
  /** Signal ids of the latest deeds of the last three projects, newest first. */
  readonly latestIds: readonly string[];
}

/** Weights by key. `total` is the weight of all projects for which such keys are known at all. */
export interface Shares {
  readonly total: number;
  readonly byKey: ReadonlyMap<string, Tally>;
  /** Weight and number of projects by key: what scores are made of. */
  readonly table: KeyTable;
}

export interface Tally {
  /** Decayed number of projects. */
  readonly weight: number;
  readonly projects: number;
  /** Up to three signal ids, heaviest first. */
  readonly evidence: readonly string[];
}

/** In the order of time. */
export interface Amounts {
  /** log10 of CNY. */
  readonly logs: Float64Array;
  readonly weights: Float64Array;
  readonly total: number;
}

/** Of log10 of the amounts in CNY of whole deals. `sd` is drawn towards a prior where deals are few. */
export interface LogAmount {
  readonly deals: number;
  readonly mean: number;
  readonly sd: number;
  readonly evidence: readonly string[];
}

/** What passed between one investor and one target, by what it says. */
export interface Dealings {
  /** Online, wanting. */
  readonly interest: Strength | undefined;
  /** Online, not wanting. */
  readonly refusals: Strength | undefined;
  /** Offline, from a call to production. */
  readonly contacts: Strength | undefined;
  readonly missed: Strength | undefined;
}

/** A sum of signals, each with its own weight and losing it with age. */
export interface Strength {
  readonly value: number;
  /** Number of signals. */
  readonly count: number;
  /** The one that weighs most today. */
  readonly strongest: Touch | Deed;
  readonly latest: Touch | Deed;
  /** Up to three signal ids, strongest first. */
  readonly evidence: readonly string[];
}

/** One project as of one instant, ready to be scored against many investors. Immutable. */
export interface PreparedProject {
  readonly facts: ProjectFacts;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Industry codes at every grain, the finest first. */
  readonly industriesFineFirst: readonly string[];
  /** What its investors' past deals are looked up by. */
  readonly keys: ProjectKeys;
  readonly gapIndustriesFineFirst: readonly string[];
  /** log10 of the capital sought in CNY. */
  readonly logCapex: number | undefined;
  /** What of it is compared with past deals. */
  readonly wanted: Wanted;
  /** What is usual where the model learned; undefined for a model that does not know. */
  readonly usual: Usual | undefined;
  /** Epoch milliseconds of the latest deed of anybody in it. */
  readonly lastDeedAt: number | undefined;
  /** Investors with a deed in this project, by id. */
  readonly backers: readonly Backer[];
  /** Places in `backers` of those who hold a project, by that other project's id. */
  readonly backersByProject: ReadonlyMap<string, readonly number[]>;
}

export interface ProjectKeys {
  /** At every grain, the finest first. */
  readonly industries: readonly IndustryKey[];
  /** The first it names, at its finest grain. */
  readonly industry: Key | undefined;
  /** By grain, as `commonPlaceGrain` counts it; undefined where the place says nothing of it. */
  readonly places: readonly (Key | undefined)[];
  readonly stage: Key | undefined;
  readonly keywords: readonly Key[];
}

export interface IndustryKey extends Key {
  /** 1 section to 4 class. */
  readonly level: number;
}

export interface Backer {
  readonly investorId: string;
  /** Ids of the projects that it holds besides this one. */
  readonly otherProjects: readonly string[];
}
