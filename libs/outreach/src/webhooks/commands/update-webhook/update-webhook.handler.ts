import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { Allowance } from '../../destination/allowance';
import { webhookUrl } from '../../destination/webhook-url';
import { toWebhook, type WebhookRow, type WebhookRowChange, WebhookStore } from '../../store/webhook.store';
import { type Webhook, type WebhookChange } from '../../webhook.schema';
import { UpdateWebhookCommand } from './update-webhook.command';

@CommandHandler(UpdateWebhookCommand)
export class UpdateWebhookHandler implements ICommandHandler<UpdateWebhookCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly allowance: Allowance,
  ) {}

  async execute({ by, id, change, ifRevision }: UpdateWebhookCommand): Promise<Webhook> {
    const url = change.url === undefined ? undefined : webhookUrl(change.url, this.allowance).href;
    return this.unitOfWork.run(async (transaction) => {
      const store = new WebhookStore(transaction, by.city);
      const before = await store.lock(id, ifRevision);
      const now = this.clock.now();
      await store.update(id, columnsOf({ ...change, url }, before, now), now);
      return toWebhook(await store.get(id));
    });
  }
}

function columnsOf(
  { url, events, enabled }: { readonly [Name in keyof WebhookChange]: WebhookChange[Name] | undefined },
  before: WebhookRow,
  now: Date,
): WebhookRowChange {
  return {
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events: [...new Set(events)] }),
    ...(enabled === undefined || enabled === before.enabled ? {} : { enabled, disabled_reason: null }),
    // From here on it has three days again to answer.
    ...(enabled === true && !before.enabled ? { enabled_at: now } : {}),
  };
}
