import { Acting, ALL_CITIES, type UnitOfWork } from '@bole/persistence';
import { type MailOutbox } from '@bole/platform';
import { disableWebhook } from './webhooks/delivering/webhook-disabling';
import { KEPT_DAYS } from './webhooks/telling/event-fan-out';

const MAILS_KEPT_DAYS = 90;
/** Deliveries that may wait for one webhook. */
const MOST_WAITING = 50_000;
const AT_A_TIME = 5_000;

/** Lets go of what is done and old, and ends webhooks that too much waits for. */
export class OutreachTidying {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailOutbox,
    private readonly mostWaiting = MOST_WAITING,
  ) {}

  /** Resolves with `did-something` while more is left. */
  async round(): Promise<'did-something' | 'idle'> {
    const full = await Acting.run(ALL_CITIES, () => this.webhooksWithFullBacklog());
    for (const webhook of full)
      await Acting.run({ city: webhook.city, neighbours: [] }, () =>
        this.unitOfWork.run((transaction) =>
          disableWebhook(transaction, this.mails, webhook, 'WEBHOOK_BACKLOG_FULL'),
        ),
      );
    return Acting.run(ALL_CITIES, async () => {
      const deliveries = await this.deleteSome(
        'delivery',
        `finished_at < clock_timestamp() - make_interval(days => $1)`,
        KEPT_DAYS,
      );
      const mails = await this.deleteSome(
        'mail',
        `state in ('sent', 'failed') and created_at < clock_timestamp() - make_interval(days => $1)`,
        MAILS_KEPT_DAYS,
      );
      return Math.max(deliveries, mails) === AT_A_TIME ? 'did-something' : 'idle';
    });
  }

  private webhooksWithFullBacklog(): Promise<{ webhookId: string; city: string }[]> {
    return this.unitOfWork.query(
      `select webhook_id as "webhookId", city from outreach.delivery where state in ('queued', 'sending')
       group by webhook_id, city having count(*) > $1`,
      [this.mostWaiting],
    );
  }

  private async deleteSome(table: 'delivery' | 'mail', condition: string, days: number): Promise<number> {
    const deleted = await this.unitOfWork.query(
      `delete from outreach.${table} where id in (
         select id from outreach.${table} where ${condition} limit ${AT_A_TIME}) returning id`,
      [days],
    );
    return deleted.length;
  }
}
