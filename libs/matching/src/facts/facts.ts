import { type FundingStage, type InvestorProfile, type ProjectType } from '@bole/contracts';
import { type LocalizedText } from '@bole/kernel';

/**
 * What matching knows of one project: extracted once from its profile, plain JSON, so that it can be stored and cached.
 * A value that the profile does not give is absent, never zero.
 */
export interface ProjectFacts {
  readonly id: string;
  readonly names: LocalizedText;
  readonly place: PlaceFacts;
  readonly industries: IndustryFacts;
  /** Products and tags as written, trimmed and lower-cased, without repeats. */
  readonly products: readonly string[];
  /** Search tokens of the products, without repeats. */
  readonly keywords: readonly string[];
  /** Search tokens of names and summary that are no keywords, without repeats, at most 200. */
  readonly textTokens: readonly string[];
  readonly chainGap?: {
    readonly industries: IndustryFacts;
    readonly products: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly type: ProjectType;
  readonly fundingStage?: FundingStage;
  readonly capexCny?: Range;
  readonly landMu?: number;
  readonly window?: Span;
  readonly limits: ProjectLimits;
  readonly open: boolean;
  /** Paths of the profile's fields whose values are guesses. */
  readonly estimated: readonly string[];
}

/** What matching knows of one investor from its own profile. What its deeds reveal is in `PreparedInvestor`. */
export interface InvestorFacts {
  readonly id: string;
  readonly names: LocalizedText;
  readonly kind: InvestorProfile['kind'];
  /** What it makes and does; `codes[0]` is its main industry. */
  readonly industries: IndustryFacts;
  readonly products: readonly string[];
  readonly keywords: readonly string[];
  readonly textTokens: readonly string[];
  readonly home?: PlaceFacts;
  readonly presence: readonly PlaceFacts[];
  readonly seeks: {
    readonly industries: IndustryFacts;
    readonly places: readonly PlaceFacts[];
    readonly capexCny?: Range;
    readonly projectTypes: readonly ProjectType[];
    readonly landMu?: Range;
    readonly window?: Span;
  };
  readonly active: boolean;
  readonly estimated: readonly string[];
}

/** Hard limits that a project sets. */
export interface ProjectLimits {
  readonly minCapexCny?: number;
  readonly minCapexPerMuCny?: number;
  /** The negative list, GB/T 4754-2017 codes at the grain at which they were given. */
  readonly excludedIndustries: readonly string[];
  readonly excludedKinds: readonly string[];
}

/** GB/T 4754-2017 codes. */
export interface IndustryFacts {
  /** As given (ISIC translated), in the profile's order. */
  readonly codes: readonly string[];
  /** Those and all above them, e.g. C, C38, C384, C3841; sorted. */
  readonly grains: readonly string[];
}

/**
 * One place at its grains. Inside China the keys are division codes (`320000`, `320500`), elsewhere they are made of
 * lower-cased names (`USA:ca`, `USA:ca:palo alto`).
 */
export interface PlaceFacts {
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  /** The city cluster 城市群, e.g. `yangtze`. */
  readonly cluster?: string;
  /** Province or region. */
  readonly province?: string;
  /** City or prefecture. */
  readonly city?: string;
}

/** A range of numbers in one unit; at least one end is given. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** A span of time, in epoch milliseconds; `to` is the end of the last day. At least one end is given. */
export interface Span {
  readonly from?: number;
  readonly to?: number;
}
