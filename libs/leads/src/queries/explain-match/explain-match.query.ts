import { Query } from '@nestjs/cqrs';
import { type Language, type LocalizedText } from '@bole/kernel';
import { type Party } from '../../lead';
import { type ExplainedMatches } from '../../on-demand/explain-matched';

export interface MatchExplanation extends ExplainedMatches {
  readonly party: Party;
  readonly names: LocalizedText;
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
