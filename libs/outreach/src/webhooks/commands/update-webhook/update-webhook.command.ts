import { Command } from '@nestjs/cqrs';
import { type OutreachCaller, type Webhook, type WebhookChange } from '../../webhook.schema';

/**
 * Changes where a webhook goes, what it is told of, and whether it is told at all. Throws InvalidInputError, NotFoundError,
 * and PreconditionFailedError when it is no longer of revision `ifRevision`.
 */
export class UpdateWebhookCommand extends Command<Webhook> {
  constructor(
    readonly by: OutreachCaller,
    readonly id: string,
    readonly change: WebhookChange,
    readonly ifRevision?: number,
  ) {
    super();
  }
}
