import { Command } from '@nestjs/cqrs';
import { type OutreachCaller, type WebhookWithSecret } from '../../webhook.schema';

/**
 * A new secret, shown this once. For 24 hours deliveries are signed with both, so that a receiver changes over without a
 * gap. Throws NotFoundError, and PreconditionFailedError as UpdateWebhook does.
 */
export class RotateWebhookSecretCommand extends Command<WebhookWithSecret> {
  constructor(
    readonly by: OutreachCaller,
    readonly id: string,
    readonly ifRevision?: number,
  ) {
    super();
  }
}
