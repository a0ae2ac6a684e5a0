import { Module, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { SEARCH_ENGINE, type SearchEngine } from '@bole/search';
import { MatchPartiesHandler } from './commands/match-parties/match-parties.handler';
import { RecordFactsHandler } from './commands/record-facts/record-facts.handler';
import { LeadBell } from './feed/lead-bell';
import { PartyMatcher } from './party.matcher';
import { BestLeadsHandler } from './queries/best-leads/best-leads.handler';
import { ExplainMatchHandler } from './queries/explain-match/explain-match.handler';
import { ListLeadsHandler } from './queries/list-leads/list-leads.handler';

const matcher: Provider = {
  provide: PartyMatcher,
  inject: [SEARCH_ENGINE, UNIT_OF_WORK, BOLE_CONFIG],
  useFactory: (search: SearchEngine, unitOfWork: UnitOfWork, config: BoleConfig) =>
    new PartyMatcher(search, unitOfWork, config.matching.candidates),
};

/** Computing leads: for the matcher. */
@Module({ imports: [CqrsModule], providers: [matcher, LeadBell, RecordFactsHandler, MatchPartiesHandler] })
export class LeadsMatchingModule {}

/** Reading leads: for the gateway and the command line. */
@Module({
  imports: [CqrsModule],
  providers: [matcher, ListLeadsHandler, BestLeadsHandler, ExplainMatchHandler],
})
export class LeadsModule {}
