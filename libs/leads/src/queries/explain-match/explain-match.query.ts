import { Query } from '@nestjs/cqrs';
import { type Language, type LocalizedText } from '@bole/kernel';
import { type Explanation, type Limit, type Scored } from '@bole/matching';
import { type Party } from '../../lead';

export interface ExplainedMatch {
  readonly id: string;
  readonly names: LocalizedText;
  readonly rank: number;
  readonly scored: Scored;
  readonly explanation: Explanation;
  /** The generators that found this candidate. */
  readonly foundBy: readonly string[];
}

export interface MatchExplanation {
  readonly party: Party;
  readonly names: LocalizedText;
  readonly asOf: string;
  readonly model: string;
  readonly candidates: number;
  readonly matches: readonly ExplainedMatch[];
  /** Candidates that a hard limit cut, and which. */
  readonly cut: readonly {
    readonly id: string;
    readonly names: LocalizedText;
    readonly limits: readonly Limit[];
  }[];
}

/** Matches one party afresh, as of an instant, and keeps nothing. Throws NotFoundError for a party that is unknown or not active. */
export class ExplainMatchQuery extends Query<MatchExplanation> {
  constructor(
    readonly party: Party,
    readonly asOf: Date | undefined,
    readonly limit: number,
    readonly language: Language,
  ) {
    super();
  }
}
