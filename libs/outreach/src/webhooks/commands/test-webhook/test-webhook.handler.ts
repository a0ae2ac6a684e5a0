import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, type Ids, TooManyRequestsError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { DeliveryStore } from '../../store/delivery.store';
import { WebhookStore } from '../../store/webhook.store';
import { PING } from '../../webhook-event';
import { type Delivery } from '../../webhook.schema';
import { TestWebhookCommand } from './test-webhook.command';

/** A webhook that does not answer is not asked ever more often whether it does. */
const MOST_OPEN_PINGS = 5;

@CommandHandler(TestWebhookCommand)
export class TestWebhookHandler implements ICommandHandler<TestWebhookCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ by, id }: TestWebhookCommand): Promise<Delivery> {
    return this.unitOfWork.run(async (transaction) => {
      await new WebhookStore(transaction, by.city).lock(id, undefined);
      const open = await transaction.query(
        `select from outreach.delivery where webhook_id = $1 and event = $2 and state in ('queued', 'sending')`,
        [id, PING],
      );
      if (open.length >= MOST_OPEN_PINGS)
        throw new TooManyRequestsError(
          'WEBHOOK_PINGS_WAITING',
          `${open.length} pings are still on their way`,
          60,
        );
      const event = {
        id: this.ids.next(),
        event: PING,
        city: by.city,
        at: this.clock.now(),
        subject: id,
        data: {},
      } as const;
      return new DeliveryStore(transaction, by.city).insert(`dlv_${event.id}`, id, event);
    });
  }
}
