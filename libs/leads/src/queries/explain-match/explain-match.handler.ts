import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, endOfDay, NotFoundError } from '@bole/kernel';
import { CLOCK } from '@bole/platform';
import { explainMatched, namesOf } from '../../on-demand/explain-matched';
import { PartyMatcher } from '../../party.matcher';
import { ExplainMatchQuery, type MatchExplanation } from './explain-match.query';

@QueryHandler(ExplainMatchQuery)
export class ExplainMatchHandler implements IQueryHandler<ExplainMatchQuery> {
  constructor(
    private readonly matcher: PartyMatcher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ party, asOf, limit, language }: ExplainMatchQuery): Promise<MatchExplanation> {
    const at = asOf ?? endOfDay(this.clock.now());
    const [matched] = await this.matcher.match(party.kind, [party.id], at);
    const names = matched === undefined ? undefined : namesOf(matched, party.kind, party.id);
    if (matched === undefined || !matched.active || names === undefined)
      throw new NotFoundError('PARTY_NOT_FOUND', `There is no active ${party.kind} ${party.id}.`);
    return { party, names, ...explainMatched(matched, { asOf: at, limit, language }) };
  }
}
