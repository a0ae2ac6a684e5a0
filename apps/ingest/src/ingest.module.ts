import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EnginesModule, PIPELINE } from '@bole/platform';
import { ProfilesIntakeModule } from '@bole/profiles';
import { SignalsIntakeModule } from '@bole/signals';
import {
  KeepRejectionsHandler,
  NoteReplayedHandler,
} from './commands/keep-rejections/keep-rejections.handler';
import { InboundConsumer } from './inbound.consumer';
import { RejectionTidying } from './rejection-tidying';

/** Ingest: inbound topics → checked, de-duplicated profiles and signals. */
@Module({
  imports: [
    CqrsModule,
    EnginesModule.forService('ingest', PIPELINE),
    ProfilesIntakeModule,
    SignalsIntakeModule,
  ],
  providers: [InboundConsumer, RejectionTidying, KeepRejectionsHandler, NoteReplayedHandler],
})
export class IngestModule {}
