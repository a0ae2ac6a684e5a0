import { Module } from '@nestjs/common';
import { AccessModule } from '@bole/access';
import { LeadFeedModule } from '@bole/leads';
import { EVENT_LIMITS, USUAL_LIMITS } from './event-limits';
import { EventsController } from './events.controller';
import { LiveFeed } from './live-feed';

/** Lead changes as they happen, to whoever listens. */
@Module({
  imports: [AccessModule, LeadFeedModule],
  controllers: [EventsController],
  providers: [LiveFeed, { provide: EVENT_LIMITS, useValue: USUAL_LIMITS }],
})
export class EventsModule {}
