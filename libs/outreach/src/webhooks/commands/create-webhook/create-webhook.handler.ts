import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, type Ids } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, IDS, SecretBox } from '@bole/platform';
import { Allowance } from '../../destination/allowance';
import { webhookUrl } from '../../destination/webhook-url';
import { newWebhookSecret } from '../../signature';
import { toWebhook, WebhookStore } from '../../store/webhook.store';
import { type WebhookWithSecret } from '../../webhook.schema';
import { CreateWebhookCommand } from './create-webhook.command';

@CommandHandler(CreateWebhookCommand)
export class CreateWebhookHandler implements ICommandHandler<CreateWebhookCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    private readonly secrets: SecretBox,
    private readonly allowance: Allowance,
  ) {}

  async execute({ by, webhook }: CreateWebhookCommand): Promise<WebhookWithSecret> {
    const url = webhookUrl(webhook.url, this.allowance).href;
    const secret = newWebhookSecret();
    const id = `whk_${this.ids.next()}`;
    const row = await this.unitOfWork.run(async (transaction) => {
      const store = new WebhookStore(transaction, by.city);
      await store.insert({
        id,
        url,
        events: [...new Set(webhook.events)],
        secret: this.secrets.seal(secret),
        created_by: by.id,
        created_by_name: by.name,
        created_at: this.clock.now(),
      });
      return store.get(id);
    });
    return { webhook: toWebhook(row), secret };
  }
}
