import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ExportSlots } from './exports/export-slots';
import { ActivityHandler } from './queries/activity/activity.handler';
import { AttributionHandler } from './queries/attribution/attribution.handler';
import { ChannelsHandler } from './queries/channels/channels.handler';
import { FunnelHandler } from './queries/funnel/funnel.handler';
import { OpenExportHandler } from './queries/open-export/open-export.handler';

/** Funnels, attribution, conversion, activity and exports: for the gateway, within what the acting city may see. */
@Module({
  imports: [CqrsModule],
  providers: [
    FunnelHandler,
    AttributionHandler,
    ChannelsHandler,
    ActivityHandler,
    OpenExportHandler,
    ExportSlots,
  ],
})
export class InsightModule {}
