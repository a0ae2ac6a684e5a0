import { Command } from '@nestjs/cqrs';
import { type Delivery, type OutreachCaller } from '../../webhook.schema';

/** Has a delivery made again, under the same webhook-id. Throws NotFoundError, and ConflictError while it is under way or its webhook is disabled. */
export class RedeliverDeliveryCommand extends Command<Delivery> {
  constructor(
    readonly by: OutreachCaller,
    readonly id: string,
  ) {
    super();
  }
}
