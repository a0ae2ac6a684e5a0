import { Query } from '@nestjs/cqrs';
import { type ProjectProfile } from '@bole/contracts';
import { type Language } from '@bole/kernel';
import { type ExplainedMatches } from '../../on-demand/explain-matched';

/** Ranks investors for a project that is not kept, as of now or of an instant, and keeps nothing. */
export class MatchGivenProjectQuery extends Query<ExplainedMatches> {
  constructor(
    readonly profile: ProjectProfile,
    readonly asOf: Date | undefined,
    readonly limit: number,
    readonly language: Language,
  ) {
    super();
  }
}
