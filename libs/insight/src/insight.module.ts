import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActivityHandler } from './queries/activity/activity.handler';
import { AttributionHandler } from './queries/attribution/attribution.handler';
import { ChannelsHandler } from './queries/channels/channels.handler';
import { FunnelHandler } from './queries/funnel/funnel.handler';

/** Funnels, attribution, conversion and activity: for the gateway, within what the acting city may see. */
@Module({
  imports: [CqrsModule],
  providers: [FunnelHandler, AttributionHandler, ChannelsHandler, ActivityHandler],
})
export class InsightModule {}
