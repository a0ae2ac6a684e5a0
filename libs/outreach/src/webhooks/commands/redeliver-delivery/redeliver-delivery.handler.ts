import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { DeliveryStore } from '../../store/delivery.store';
import { type Delivery } from '../../webhook.schema';
import { RedeliverDeliveryCommand } from './redeliver-delivery.command';

@CommandHandler(RedeliverDeliveryCommand)
export class RedeliverDeliveryHandler implements ICommandHandler<RedeliverDeliveryCommand> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, id }: RedeliverDeliveryCommand): Promise<Delivery> {
    return this.unitOfWork.run((transaction) => new DeliveryStore(transaction, by.city).again(id));
  }
}
