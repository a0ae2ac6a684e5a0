import { Query } from '@nestjs/cqrs';
import { type Language, type LocalizedText } from '@bole/kernel';
import { type Explanation } from '@bole/matching';
import { type Match, type Party } from '../../lead';

export interface RankedLead extends Match {
  /** From 1, within the party's list. */
  readonly rank: number;
  /** Names of the other party. */
  readonly names: LocalizedText;
  readonly explanation: Explanation;
  readonly changedAt: string;
}

export interface LeadList {
  readonly party: Party;
  readonly names: LocalizedText;
  /** The instant that the list was computed as of; null when it has not been computed yet. */
  readonly asOf: string | null;
  readonly leads: readonly RankedLead[];
}

/** The leads of one project (ranked investors) or of one investor (ranked projects), with their reasons. Throws NotFoundError. */
export class ListLeadsQuery extends Query<LeadList> {
  constructor(
    readonly party: Party,
    readonly limit: number,
    readonly language: Language,
  ) {
    super();
  }
}
