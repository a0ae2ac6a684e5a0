import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { DeliveryStore } from '../../store/delivery.store';
import { WebhookStore } from '../../store/webhook.store';
import { type DeliveryList } from '../../webhook.schema';
import { ListDeliveriesQuery } from './list-deliveries.query';

@QueryHandler(ListDeliveriesQuery)
export class ListDeliveriesHandler implements IQueryHandler<ListDeliveriesQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({
    by,
    webhookId,
    page: { state, limit, cursor },
  }: ListDeliveriesQuery): Promise<DeliveryList> {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, ['integer'])[0];
    await new WebhookStore(this.unitOfWork, by.city).get(webhookId);
    const rows = await new DeliveryStore(this.unitOfWork, by.city).page(webhookId, {
      state,
      before,
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ seq: _seq, ...delivery }) => delivery),
      next: rows.length > limit && last !== undefined ? encodeCursor([last.seq]) : null,
    };
  }
}
