import { Query } from '@nestjs/cqrs';
import { type OutreachCaller, type WebhookList } from '../../webhook.schema';

/** The webhooks of the caller's city, 20 at most. */
export class ListWebhooksQuery extends Query<WebhookList> {
  constructor(readonly by: OutreachCaller) {
    super();
  }
}
