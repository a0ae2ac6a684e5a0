// The signatures of what is being written in this folder; each moves to its own file.
import { type InvestorProfile, type ProjectProfile } from '@bole/contracts';
import { type Language, type LocalizedText } from '@bole/kernel';
import { type InvestorFacts, type ProjectFacts } from './facts/facts';
import { type PreparedInvestor, type PreparedProject } from './prepare/prepared';
import { type Model } from './ranker/model';
import { type Contribution, type FeatureGroup, type Scored } from './ranker/scored';
import { type InvestorRecord, type ProjectRecord } from './records/records';

export declare function projectFacts(id: string, profile: ProjectProfile): ProjectFacts;
export declare function investorFacts(id: string, profile: InvestorProfile): InvestorFacts;
export declare function prepareInvestor(record: InvestorRecord, asOf: Date): PreparedInvestor;
export declare function prepareProject(record: ProjectRecord, asOf: Date): PreparedProject;

export interface Pair {
  readonly investor: PreparedInvestor;
  readonly project: PreparedProject;
}
export declare const DEFAULT_MODEL: Model;
export declare function validateModel(model: Model): void;
export declare function score(pair: Pair, model: Model): Scored;
/** Best first; ties by the id of the party that is ranked. */
export declare function rank(scored: readonly Scored[], ranked: 'investors' | 'projects'): Scored[];

export interface Limit {
  readonly code: string;
  readonly text: LocalizedText;
}
export declare function hardLimits(
  investor: InvestorFacts,
  project: ProjectFacts,
  asOf: Date,
): readonly Limit[];

export interface Reason {
  readonly feature: string;
  readonly group: FeatureGroup;
  readonly points: number;
  readonly text: string;
  readonly evidence: readonly string[];
}
export interface Explanation {
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
}
export declare function explain(scored: Scored, pair: Pair, language: Language): Explanation;

/** A reason in both languages: what the matcher stores. */
export interface LocalizedReason extends Omit<Reason, 'text'> {
  readonly text: LocalizedText;
}
/** Every contribution that is not 0, by |points|, strongest first. */
export declare function reasonsOf(scored: Scored, pair: Pair): readonly LocalizedReason[];

export interface Moved {
  readonly feature: string;
  readonly points: number;
}
type PointsOf = Pick<Contribution, 'feature' | 'points'>;
/** What changed between two computations of one lead, by |points|; empty for a lead that was not there before. */
export declare function moved(
  before: readonly PointsOf[] | undefined,
  after: readonly PointsOf[],
): readonly Moved[];
export declare function comparison(
  better: Scored,
  other: Scored,
  names: { readonly better: LocalizedText; readonly other: LocalizedText },
): LocalizedText;

/** As in libs/search. */
export interface DocumentContent {
  readonly fields: Readonly<Record<'text' | 'name' | 'codes', readonly string[]>>;
  readonly facets: Readonly<Record<string, readonly string[]>>;
}
export interface WeightedTerm {
  readonly field: 'text' | 'name' | 'codes';
  readonly term: string;
  readonly weight: number;
}
export interface PartyQueries {
  readonly lexical: readonly WeightedTerm[];
  readonly codes: readonly WeightedTerm[];
}
export declare function investorDocument(profile: InvestorProfile): DocumentContent;
export declare function projectDocument(profile: ProjectProfile): DocumentContent;
/** To find investors by their declared documents, and similar projects. Empty lists where nothing is known to ask for. */
export declare function projectQueries(facts: ProjectFacts): PartyQueries;
/** To find projects: from the declared profile and from what the deeds reveal. */
export declare function investorQueries(investor: PreparedInvestor): PartyQueries;
