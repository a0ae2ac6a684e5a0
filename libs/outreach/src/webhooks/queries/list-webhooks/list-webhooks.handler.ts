import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { WebhookStore } from '../../store/webhook.store';
import { type WebhookList } from '../../webhook.schema';
import { ListWebhooksQuery } from './list-webhooks.query';

@QueryHandler(ListWebhooksQuery)
export class ListWebhooksHandler implements IQueryHandler<ListWebhooksQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by }: ListWebhooksQuery): Promise<WebhookList> {
    return { items: await new WebhookStore(this.unitOfWork, by.city).all() };
  }
}
