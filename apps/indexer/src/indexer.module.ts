import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EnginesModule, PIPELINE } from '@bole/platform';
import { IndexProfilesHandler } from './commands/index-profiles/index-profiles.handler';
import { IndexerJobs } from './indexer.jobs';
import { ProfileConsumer } from './profile.consumer';

/** Indexer: profile changes → search index. */
@Module({
  imports: [CqrsModule, EnginesModule.forService('indexer', PIPELINE)],
  providers: [IndexProfilesHandler, ProfileConsumer, IndexerJobs],
})
export class IndexerModule {}
