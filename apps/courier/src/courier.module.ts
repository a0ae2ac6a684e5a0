import { Module } from '@nestjs/common';
import { LeadFeedModule } from '@bole/leads';
import { CHANGE_FEED, SendingModule } from '@bole/outreach';
import { EnginesModule, type ServiceAccess } from '@bole/platform';
import { LeadFeedAdapter } from './lead-feed.adapter';
import { LeadChangeWorker } from './lead-change.worker';
import { MailWorker } from './mail.worker';
import { RecordedConsumer } from './recorded.consumer';
import { TidyWorker } from './tidy.worker';
import { WebhookWorker } from './webhook.worker';

/** Each piece of work says for which city it is done; only what finds the work looks at all. */
const JOB_BY_JOB: ServiceAccess = { role: 'bole_service' };

/** Courier: what leaves the house, by mail and to webhooks. */
@Module({
  imports: [EnginesModule.forService('courier', JOB_BY_JOB), SendingModule, LeadFeedModule],
  providers: [
    { provide: CHANGE_FEED, useClass: LeadFeedAdapter },
    RecordedConsumer,
    LeadChangeWorker,
    WebhookWorker,
    MailWorker,
    TidyWorker,
  ],
})
export class CourierModule {}
