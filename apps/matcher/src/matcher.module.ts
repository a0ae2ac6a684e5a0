import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { LeadsMatchingModule } from '@bole/leads';
import { EnginesModule } from '@bole/platform';
import { CanonicalConsumer } from './canonical.consumer';
import { MatchWorker } from './match.worker';
import { MatcherJobs } from './matcher.jobs';

/** Matcher: profile and signal changes → ranked leads. */
@Module({
  imports: [CqrsModule, EnginesModule.forService('matcher'), LeadsMatchingModule],
  providers: [CanonicalConsumer, MatchWorker, MatcherJobs],
})
export class MatcherModule {}
