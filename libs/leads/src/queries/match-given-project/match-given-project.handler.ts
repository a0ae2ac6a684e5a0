import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, contentHash, derivedId, endOfDay } from '@bole/kernel';
import { projectFacts } from '@bole/matching';
import { CLOCK } from '@bole/platform';
import { type ExplainedMatches, explainMatched } from '../../on-demand/explain-matched';
import { PartyMatcher } from '../../party.matcher';
import { MatchGivenProjectQuery } from './match-given-project.query';

@QueryHandler(MatchGivenProjectQuery)
export class MatchGivenProjectHandler implements IQueryHandler<MatchGivenProjectQuery> {
  constructor(
    private readonly matcher: PartyMatcher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ profile, asOf, limit, language }: MatchGivenProjectQuery): Promise<ExplainedMatches> {
    const at = asOf ?? endOfDay(this.clock.now());
    const facts = projectFacts(derivedId('prj', 'given', contentHash(profile)), profile);
    const matched = await this.matcher.matchGivenProject({ facts, deeds: [], holdings: [] }, at, limit);
    return explainMatched(matched, { asOf: at, limit, language });
  }
}
