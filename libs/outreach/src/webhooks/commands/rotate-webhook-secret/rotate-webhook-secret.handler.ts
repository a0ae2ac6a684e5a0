import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, DAY_MS } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, SecretBox } from '@bole/platform';
import { newWebhookSecret } from '../../signature';
import { toWebhook, WebhookStore } from '../../store/webhook.store';
import { type WebhookWithSecret } from '../../webhook.schema';
import { RotateWebhookSecretCommand } from './rotate-webhook-secret.command';

@CommandHandler(RotateWebhookSecretCommand)
export class RotateWebhookSecretHandler implements ICommandHandler<RotateWebhookSecretCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly secrets: SecretBox,
  ) {}

  async execute({ by, id, ifRevision }: RotateWebhookSecretCommand): Promise<WebhookWithSecret> {
    const secret = newWebhookSecret();
    const row = await this.unitOfWork.run(async (transaction) => {
      const store = new WebhookStore(transaction, by.city);
      const before = await store.lock(id, ifRevision);
      const now = this.clock.now();
      const change = {
        secret: this.secrets.seal(secret),
        previous_secret: before.secret,
        previous_secret_until: new Date(now.getTime() + DAY_MS),
      };
      await store.update(id, change, now);
      return store.get(id);
    });
    return { webhook: toWebhook(row), secret };
  }
}
