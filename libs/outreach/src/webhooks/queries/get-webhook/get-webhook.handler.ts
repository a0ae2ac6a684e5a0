import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { toWebhook, WebhookStore } from '../../store/webhook.store';
import { type Webhook } from '../../webhook.schema';
import { GetWebhookQuery } from './get-webhook.query';

@QueryHandler(GetWebhookQuery)
export class GetWebhookHandler implements IQueryHandler<GetWebhookQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, id }: GetWebhookQuery): Promise<Webhook> {
    return toWebhook(await new WebhookStore(this.unitOfWork, by.city).get(id));
  }
}
