import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { WebhookStore } from '../../store/webhook.store';
import { DeleteWebhookCommand } from './delete-webhook.command';

@CommandHandler(DeleteWebhookCommand)
export class DeleteWebhookHandler implements ICommandHandler<DeleteWebhookCommand> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, id, ifRevision }: DeleteWebhookCommand): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const store = new WebhookStore(transaction, by.city);
      await store.lock(id, ifRevision);
      await store.delete(id);
    });
  }
}
