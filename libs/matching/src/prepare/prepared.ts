import { type FundingStage } from '@bole/contracts';
import { type InvestorFacts, type ProjectFacts } from '../facts/facts';
import { type Deed, type Touch } from '../records/records';

/** One investor as of one instant, ready to be scored against many projects. Immutable: keep it as long as nothing of the investor changes. */
export interface PreparedInvestor {
  readonly facts: InvestorFacts;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly industries: ReadonlySet<string>;
  readonly soughtIndustries: ReadonlySet<string>;
  readonly keywords: ReadonlySet<string>;
  /** Undefined where no deed is known: then every revealed feature is missing, not zero. */
  readonly revealed: RevealedProfile | undefined;
  /** What passed between the investor and a project, by project id. */
  readonly withProject: ReadonlyMap<string, Dealings>;
  /** What the investor did towards a city as a whole, by GB/T 2260 code of the city. */
  readonly withCity: ReadonlyMap<string, Dealings>;
}

/** What an investor's deeds say of its taste. Each project counts once, by its latest deed, halving with age. */
export interface RevealedProfile {
  readonly industries: Shares;
  readonly places: Shares;
  readonly keywords: Shares;
  readonly stages: Shares;
  /** Length of the vector of keyword weights. */
  readonly keywordNorm: number;
  /** Of log10 of the deals' amounts in CNY; undefined where no amount is known. */
  readonly logAmount:
    | {
        readonly count: number;
        readonly mean: number;
        readonly sd: number;
        readonly evidence: readonly string[];
      }
    | undefined;
  readonly projects: ReadonlySet<string>;
  readonly counts: { readonly all: number; readonly last24Months: number; readonly last12Months: number };
  readonly lastDeed: Deed;
  readonly recentDeeds: readonly Deed[];
  readonly stagesSeen: readonly FundingStage[];
}

/** Weights by key. `total` is the weight of all projects for which the key is known at all. */
export interface Shares {
  readonly total: number;
  readonly byKey: ReadonlyMap<string, Tally>;
}

export interface Tally {
  /** Decayed number of projects. */
  readonly weight: number;
  /** Number of projects. */
  readonly projects: number;
  /** Up to three signal ids, heaviest first. */
  readonly evidence: readonly string[];
}

/** Touches and deeds between an investor and one target, in order of time. */
export interface Dealings {
  readonly touches: readonly (Touch | Deed)[];
  readonly interest: Strength | undefined;
  readonly refusals: Strength | undefined;
  readonly contacts: Strength | undefined;
  readonly missed: Strength | undefined;
}

/** A decayed sum of signal weights. */
export interface Strength {
  readonly value: number;
  readonly evidence: readonly string[];
  /** The signal that weighs most. */
  readonly strongest: Touch | Deed;
  readonly latest: Touch | Deed;
  readonly count: number;
}

/** One project as of one instant, ready to be scored against many investors. Immutable. */
export interface PreparedProject {
  readonly facts: ProjectFacts;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly industries: ReadonlySet<string>;
  readonly keywords: ReadonlySet<string>;
  /** Middle of log10 of the capital sought, in CNY; undefined where unknown. */
  readonly logCapex: number | undefined;
  /** Investors with a deed in this project, each with the other projects that it holds. */
  readonly backers: readonly Backer[];
  /** Backers by the other project that they hold. */
  readonly backersByProject: ReadonlyMap<string, readonly number[]>;
}

export interface Backer {
  readonly investorId: string;
  readonly otherProjects: number;
}
