import { Command } from '@nestjs/cqrs';
import { type OutreachCaller } from '../../webhook.schema';

/** Ends a webhook, and with it its deliveries. Throws NotFoundError, and PreconditionFailedError as UpdateWebhook does. */
export class DeleteWebhookCommand extends Command<void> {
  constructor(
    readonly by: OutreachCaller,
    readonly id: string,
    readonly ifRevision?: number,
  ) {
    super();
  }
}
