import { Command } from '@nestjs/cqrs';
import { type NewWebhook, type OutreachCaller, type WebhookWithSecret } from '../../webhook.schema';

/**
 * Subscribes a URL to events of the caller's city; the secret is shown this once. Throws InvalidInputError for a URL that
 * must not be called, ConflictError (WEBHOOKS_FULL) for the 21st of a city.
 */
export class CreateWebhookCommand extends Command<WebhookWithSecret> {
  constructor(
    readonly by: OutreachCaller,
    readonly webhook: NewWebhook,
  ) {
    super();
  }
}
