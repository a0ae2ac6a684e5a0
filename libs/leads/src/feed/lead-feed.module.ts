import { Module } from '@nestjs/common';
import { LeadFeed } from './lead-feed';

/** Following what happens to leads: for the gateway and the courier. */
@Module({ providers: [LeadFeed], exports: [LeadFeed] })
export class LeadFeedModule {}
