import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { LeadsMatchingModule, TrainingModule } from '@bole/leads';
import { EnginesModule, PIPELINE } from '@bole/platform';
import { CanonicalConsumer } from './canonical.consumer';
import { FeedPruning } from './feed-pruning';
import { IndexProgress } from './index-progress';
import { MarketGrounding } from './market-grounding';
import { MatchWorker } from './match.worker';
import { MatcherJobs } from './matcher.jobs';
import { ModelChanges } from './model-changes';
import { NightlyRematch } from './nightly-rematch';
import { TrainingSchedule } from './training-schedule';

/** Matcher: profile and signal changes → ranked leads. */
@Module({
  imports: [CqrsModule, EnginesModule.forService('matcher', PIPELINE), LeadsMatchingModule, TrainingModule],
  providers: [
    CanonicalConsumer,
    FeedPruning,
    IndexProgress,
    MarketGrounding,
    MatchWorker,
    MatcherJobs,
    ModelChanges,
    NightlyRematch,
    TrainingSchedule,
  ],
})
export class MatcherModule {}
