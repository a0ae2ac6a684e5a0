import { Module, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK } from '@bole/platform';
import { SEARCH_ENGINE, type SearchEngine } from '@bole/search';
import { MatchPartiesHandler } from './commands/match-parties/match-parties.handler';
import { RecordFactsHandler } from './commands/record-facts/record-facts.handler';
import { RecordLoader } from './loader/record.loader';
import { LeadBell } from './feed/lead-bell';
import { PartyMatcher } from './party.matcher';
import { BestLeadsHandler } from './queries/best-leads/best-leads.handler';
import { CompareInvestorHandler } from './queries/compare-investor/compare-investor.handler';
import { ExplainMatchHandler } from './queries/explain-match/explain-match.handler';
import { GetLeadHandler } from './queries/get-lead/get-lead.handler';
import { GetModelHandler } from './queries/get-model/get-model.handler';
import { ListLeadsHandler, ListPartyLeadsHandler } from './queries/list-leads/list-leads.handler';
import { MatchGivenInvestorHandler } from './queries/match-given-investor/match-given-investor.handler';
import { MatchGivenProjectHandler } from './queries/match-given-project/match-given-project.handler';
import { ReasonWriter } from './reasons/lead-reasons';

/** One memory of prepared records for all that a process asks of them. */
const loader: Provider = {
  provide: RecordLoader,
  inject: [UNIT_OF_WORK],
  useFactory: (unitOfWork: UnitOfWork) => new RecordLoader(unitOfWork),
};

const matcher: Provider = {
  provide: PartyMatcher,
  inject: [SEARCH_ENGINE, UNIT_OF_WORK, BOLE_CONFIG, RecordLoader],
  useFactory: (search: SearchEngine, unitOfWork: UnitOfWork, config: BoleConfig, records: RecordLoader) =>
    new PartyMatcher(search, unitOfWork, config.matching.candidates, records),
};

const writer: Provider = {
  provide: ReasonWriter,
  inject: [RecordLoader, CLOCK],
  useFactory: (records: RecordLoader, clock: Clock) => new ReasonWriter(records, clock),
};

/** Computing leads: for the matcher. */
@Module({
  imports: [CqrsModule],
  providers: [loader, matcher, LeadBell, RecordFactsHandler, MatchPartiesHandler],
})
export class LeadsMatchingModule {}

/** Reading leads: for the gateway and the command line. */
@Module({
  imports: [CqrsModule],
  providers: [
    loader,
    matcher,
    writer,
    ListLeadsHandler,
    ListPartyLeadsHandler,
    GetLeadHandler,
    BestLeadsHandler,
    ExplainMatchHandler,
    MatchGivenProjectHandler,
    MatchGivenInvestorHandler,
    CompareInvestorHandler,
    GetModelHandler,
  ],
})
export class LeadsModule {}
