import { Query } from '@nestjs/cqrs';
import { type DeliveryList, type ListDeliveriesInput, type OutreachCaller } from '../../webhook.schema';

/** Deliveries of a webhook, newest first. Throws NotFoundError, and InvalidInputError for a cursor of another list. */
export class ListDeliveriesQuery extends Query<DeliveryList> {
  constructor(
    readonly by: OutreachCaller,
    readonly webhookId: string,
    readonly page: ListDeliveriesInput,
  ) {
    super();
  }
}
