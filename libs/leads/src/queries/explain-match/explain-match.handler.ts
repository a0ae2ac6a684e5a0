import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, endOfDay, type LocalizedText, NotFoundError } from '@bole/kernel';
import { explain, type Scored } from '@bole/matching';
import { CLOCK } from '@bole/platform';
import { type MatchedParty, PartyMatcher } from '../../party.matcher';
import { type ExplainedMatch, ExplainMatchQuery, type MatchExplanation } from './explain-match.query';

@QueryHandler(ExplainMatchQuery)
export class ExplainMatchHandler implements IQueryHandler<ExplainMatchQuery> {
  constructor(
    private readonly matcher: PartyMatcher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ party, asOf, limit, language }: ExplainMatchQuery): Promise<MatchExplanation> {
    const at = asOf ?? endOfDay(this.clock.now());
    const [matched] = await this.matcher.match(party.kind, [party.id], at);
    const own = matched === undefined ? undefined : namesOf(matched, party.kind, party.id);
    if (matched === undefined || !matched.active || own === undefined)
      throw new NotFoundError('PARTY_NOT_FOUND', `There is no active ${party.kind} ${party.id}.`);

    const other = party.kind === 'project' ? 'investor' : 'project';
    const foundBy = new Map(matched.candidates.map((candidate) => [candidate.id, candidate.foundBy]));
    const explained = (scored: Scored, at: number): ExplainedMatch[] => {
      const investor = matched.investors.get(scored.investorId);
      const project = matched.projects.get(scored.projectId);
      if (investor === undefined || project === undefined) return [];
      const id = other === 'investor' ? scored.investorId : scored.projectId;
      const names = other === 'investor' ? investor.facts.names : project.facts.names;
      return [
        {
          id,
          names,
          rank: at + 1,
          scored,
          explanation: explain(scored, { investor, project }, language),
          foundBy: foundBy.get(id) ?? [],
        },
      ];
    };
    return {
      party,
      names: own,
      asOf: at.toISOString(),
      model: this.matcher.model.version,
      candidates: matched.candidates.length,
      matches: matched.ranked.slice(0, limit).flatMap(explained),
      cut: matched.cut.map(({ id, limits }) => ({ id, names: namesOf(matched, other, id) ?? {}, limits })),
    };
  }
}

function namesOf(matched: MatchedParty, kind: 'investor' | 'project', id: string): LocalizedText | undefined {
  return (kind === 'investor' ? matched.investors.get(id) : matched.projects.get(id))?.facts.names;
}
