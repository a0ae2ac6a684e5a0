import { type DEED_KINDS, type FundingStage, type SignalFacts, type SignalKind } from '@bole/contracts';
import { type InvestorFacts, type ProjectFacts } from '../facts/facts';

/** Money, or a promise of it: a signal of one of the `DEED_KINDS`. */
export interface Deed {
  readonly signalId: string;
  readonly investorId: string;
  readonly projectId: string;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  readonly kind: DeedKind;
  readonly fundingStage?: FundingStage;
  /** The money of the whole deal, not of this investor alone. */
  readonly amountCny?: number;
}

/** Any other signal, online or offline, towards a project, a city or both. */
export interface Touch {
  readonly signalId: string;
  readonly investorId: string;
  readonly projectId?: string;
  /** GB/T 2260 code of the city. */
  readonly city?: string;
  readonly kind: SignalKind;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  readonly answer?: Answer;
  readonly durationMinutes?: number;
}

/** All that is known of one investor. The order of the arrays has no meaning; what is later than *as of* is ignored. */
export interface InvestorRecord {
  readonly facts: InvestorFacts;
  readonly deeds: readonly InvestorDeed[];
  readonly touches: readonly Touch[];
}

/** A deed with what is known of its project; undefined where that profile is not known. */
export interface InvestorDeed extends Deed {
  readonly project: ProjectFacts | undefined;
}

/** All that is known of one project. The order of the arrays has no meaning; what is later than *as of* is ignored. */
export interface ProjectRecord {
  readonly facts: ProjectFacts;
  /** Deeds of any investor in this project. */
  readonly deeds: readonly Deed[];
  /** For every investor of `deeds`: all the projects that it holds, this one or not. Investors that are not named hold none other. */
  readonly holdings: readonly Holding[];
}

/** One investor's first deed in one project. */
export interface Holding {
  readonly investorId: string;
  readonly projectId: string;
  /** Epoch milliseconds of the earliest deed. */
  readonly since: number;
}

export type DeedKind = (typeof DEED_KINDS)[number];
export type Answer = NonNullable<SignalFacts['answer']>;
