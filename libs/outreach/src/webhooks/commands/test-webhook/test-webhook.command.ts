import { Command } from '@nestjs/cqrs';
import { type Delivery, type OutreachCaller } from '../../webhook.schema';

/** Has a `ping` delivered, also to a webhook that is disabled; how it went is to be seen in the list of deliveries. Throws NotFoundError. */
export class TestWebhookCommand extends Command<Delivery> {
  constructor(
    readonly by: OutreachCaller,
    readonly id: string,
  ) {
    super();
  }
}
