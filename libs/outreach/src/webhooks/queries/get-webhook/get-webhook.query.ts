import { Query } from '@nestjs/cqrs';
import { type OutreachCaller, type Webhook } from '../../webhook.schema';

/** One webhook of the caller's city. Throws NotFoundError. */
export class GetWebhookQuery extends Query<Webhook> {
  constructor(
    readonly by: OutreachCaller,
    readonly id: string,
  ) {
    super();
  }
}
