import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, contentHash, derivedId, endOfDay, InvalidInputError } from '@bole/kernel';
import {
  type InvestorDeed,
  investorFacts,
  prepareInvestor,
  type ProjectFacts,
  projectFacts,
} from '@bole/matching';
import { Acting } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { toCny } from '@bole/taxonomy';
import { RecordLoader } from '../../loader/record.loader';
import { explainMatched } from '../../on-demand/explain-matched';
import { rankedFor, tenantOfPlace } from '../../on-demand/fit-only';
import { PartyMatcher } from '../../party.matcher';
import { type GivenDeal, type MatchedProjects, MatchGivenInvestorQuery } from './match-given-investor.query';

@QueryHandler(MatchGivenInvestorQuery)
export class MatchGivenInvestorHandler implements IQueryHandler<MatchGivenInvestorQuery> {
  constructor(
    private readonly matcher: PartyMatcher,
    private readonly loader: RecordLoader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(asked: MatchGivenInvestorQuery): Promise<MatchedProjects> {
    const { profile, deals, limit, language } = asked;
    const asOf = asked.asOf ?? endOfDay(this.clock.now());
    const id = derivedId('inv', 'given', contentHash(profile));
    const facts = investorFacts(id, profile);
    const deeds = await this.deedsOf(id, deals);
    const investor = prepareInvestor({ facts, deeds, touches: [] }, asOf);
    const matched = await this.matcher.matchGivenInvestor(investor, asOf);
    const placeOf = (projectId: string) => matched.projects.get(projectId)?.facts.place;
    const own = Acting.current()?.city;
    const ranked = rankedFor(own, matched.ranked, placeOf);
    const explained = explainMatched(matched, { asOf, limit, language }, ranked);
    const matches = explained.matches.map((match) => {
      const city = tenantOfPlace(placeOf(match.id));
      return { ...match, city, own: city === own };
    });
    return { ...explained, matches };
  }

  private async deedsOf(investorId: string, deals: readonly GivenDeal[]): Promise<InvestorDeed[]> {
    const kept = await this.loader.facts<ProjectFacts>(
      'project',
      deals.flatMap(({ project }) => ('id' in project ? project.id : [])),
    );
    return deals.map((deal, at): InvestorDeed => {
      const project = factsOf(deal, at, kept);
      const { fundingStage, amount } = deal;
      const amountCny = amount && toCny(amount.amount, amount.currency);
      return {
        signalId: derivedId('sig', 'given', investorId, String(at)),
        investorId,
        projectId: project.id,
        occurredAt: deal.occurredAt.getTime(),
        kind: deal.kind,
        project,
        ...(fundingStage === undefined ? {} : { fundingStage }),
        ...(amountCny === undefined ? {} : { amountCny }),
      };
    });
  }
}

function factsOf({ project }: GivenDeal, at: number, kept: ReadonlyMap<string, ProjectFacts>): ProjectFacts {
  if ('profile' in project)
    return projectFacts(derivedId('prj', 'given', contentHash(project.profile)), project.profile);
  const found = kept.get(project.id);
  if (found !== undefined) return found;
  throw new InvalidInputError([
    {
      code: 'PROJECT_UNKNOWN',
      field: `deals.${at}.project.id`,
      value: project.id,
      expected: 'the id of a project that you may see',
    },
  ]);
}
