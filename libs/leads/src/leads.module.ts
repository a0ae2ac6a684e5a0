import { Module, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK } from '@bole/platform';
import { SEARCH_ENGINE, type SearchEngine } from '@bole/search';
import { GroundModelHandler } from './commands/ground-model/ground-model.handler';
import { MatchPartiesHandler } from './commands/match-parties/match-parties.handler';
import { PromoteModelHandler } from './commands/promote-model/promote-model.handler';
import { RecordFactsHandler } from './commands/record-facts/record-facts.handler';
import { RollBackModelHandler } from './commands/roll-back-model/roll-back-model.handler';
import { TakeUpModelsHandler } from './commands/take-up-models/take-up-models.handler';
import { SetRankingHandler } from './exploration/commands/set-ranking/set-ranking.handler';
import { GetRankingHandler } from './exploration/queries/get-ranking/get-ranking.handler';
import { SETTINGS, TRAINER, TrainModelHandler } from './commands/train-model/train-model.handler';
import { RecordLoader } from './loader/record.loader';
import { LeadBell } from './feed/lead-bell';
import { ModelsInUse } from './models/city-models';
import { ModelRegistry } from './models/model-registry';
import { ClearMarkHandler } from './marks/commands/clear-mark/clear-mark.handler';
import { HideLeadHandler } from './marks/commands/hide-lead/hide-lead.handler';
import { PinLeadHandler } from './marks/commands/pin-lead/pin-lead.handler';
import { PairCuts } from './marks/pair-cuts';
import { GetLeadMarkHandler } from './marks/queries/get-lead-mark/get-lead-mark.handler';
import { PartyMatcher } from './party.matcher';
import { BestLeadsHandler } from './queries/best-leads/best-leads.handler';
import { CompareInvestorHandler } from './queries/compare-investor/compare-investor.handler';
import { ExplainMatchHandler } from './queries/explain-match/explain-match.handler';
import { GetLeadHandler } from './queries/get-lead/get-lead.handler';
import { GetModelHandler } from './queries/get-model/get-model.handler';
import { ListLeadsHandler, ListPartyLeadsHandler } from './queries/list-leads/list-leads.handler';
import { ListModelsHandler } from './queries/list-models/list-models.handler';
import { MatchGivenInvestorHandler } from './queries/match-given-investor/match-given-investor.handler';
import { MatchGivenProjectHandler } from './queries/match-given-project/match-given-project.handler';
import { ReasonWriter } from './reasons/lead-reasons';
import { trainInThread } from './training/training.thread';
import { TRAINING_SETTINGS } from './training/trainer';

/** One memory of prepared records for all that a process asks of them. */
const loader: Provider = {
  provide: RecordLoader,
  inject: [UNIT_OF_WORK],
  useFactory: (unitOfWork: UnitOfWork) => new RecordLoader(unitOfWork),
};

const models: Provider = {
  provide: ModelsInUse,
  inject: [UNIT_OF_WORK],
  useFactory: (unitOfWork: UnitOfWork) => new ModelsInUse(unitOfWork),
};

const registry: Provider = {
  provide: ModelRegistry,
  inject: [UNIT_OF_WORK, CLOCK],
  useFactory: (unitOfWork: UnitOfWork, clock: Clock) => new ModelRegistry(unitOfWork, clock),
};

const matcher: Provider = {
  provide: PartyMatcher,
  inject: [SEARCH_ENGINE, UNIT_OF_WORK, BOLE_CONFIG, RecordLoader, ModelsInUse],
  useFactory: (
    search: SearchEngine,
    unitOfWork: UnitOfWork,
    config: BoleConfig,
    records: RecordLoader,
    inUse: ModelsInUse,
  ) => new PartyMatcher(search, unitOfWork, config.matching.candidates, records, inUse),
};

const writer: Provider = {
  provide: ReasonWriter,
  inject: [RecordLoader, CLOCK, ModelsInUse],
  useFactory: (records: RecordLoader, clock: Clock, inUse: ModelsInUse) =>
    new ReasonWriter(records, clock, inUse),
};

const cuts: Provider = {
  provide: PairCuts,
  inject: [RecordLoader, CLOCK],
  useFactory: (records: RecordLoader, clock: Clock) => new PairCuts(records, clock),
};

/** Computing leads: for the matcher. */
@Module({
  imports: [CqrsModule],
  providers: [
    loader,
    models,
    registry,
    matcher,
    LeadBell,
    RecordFactsHandler,
    MatchPartiesHandler,
    GroundModelHandler,
    TakeUpModelsHandler,
  ],
  exports: [registry],
})
export class LeadsMatchingModule {}

const trainer: Provider = { provide: TRAINER, useFactory: () => trainInThread() };
const settings: Provider = { provide: SETTINGS, useValue: TRAINING_SETTINGS };

/** Training models: for the matcher and the command line. */
@Module({ imports: [CqrsModule], providers: [registry, trainer, settings, TrainModelHandler] })
export class TrainingModule {}

/** Reading leads: for the gateway and the command line. */
@Module({
  imports: [CqrsModule],
  providers: [
    loader,
    models,
    registry,
    matcher,
    writer,
    cuts,
    PinLeadHandler,
    HideLeadHandler,
    ClearMarkHandler,
    GetLeadMarkHandler,
    SetRankingHandler,
    GetRankingHandler,
    ListLeadsHandler,
    ListPartyLeadsHandler,
    GetLeadHandler,
    BestLeadsHandler,
    ExplainMatchHandler,
    MatchGivenProjectHandler,
    MatchGivenInvestorHandler,
    CompareInvestorHandler,
    GetModelHandler,
    ListModelsHandler,
    PromoteModelHandler,
    RollBackModelHandler,
  ],
})
export class LeadsModule {}
