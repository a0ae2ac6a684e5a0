import { ConflictError, NotFoundError } from '@bole/kernel';
import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { cloudEventOf, type WebhookEvent } from '../webhook-event';
import { type Delivery, type DeliveryState } from '../webhook.schema';

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

const COLUMNS = `id, seq, webhook_id, event, event_id, state, attempts, next_attempt_at, error, response_status, response_body,
  created_at, attempted_at, finished_at`;

/** The deliveries of one city, as people see them. */
export class DeliveryStore {
  constructor(
    private readonly queries: Queries,
    private readonly city: string,
  ) {}

  /** The newest first; `seq` is the place of a delivery in that order. */
  async page(
    webhookId: string,
    {
      state,
      before,
      limit,
    }: {
      readonly state: DeliveryState | undefined;
      readonly before: number | undefined;
      readonly limit: number;
    },
  ): Promise<(Delivery & { readonly seq: number })[]> {
    const rows = await this.queries.query<DeliveryRow>(
      `select ${COLUMNS} from outreach.delivery
       where webhook_id = $1 and city = $2 and ($3::text is null or state = $3) and ($4::bigint is null or seq < $4)
       order by seq desc limit $5`,
      [webhookId, this.city, state ?? null, before ?? null, limit],
    );
    return rows.map((row) => ({ ...toDelivery(row), seq: Number(row.seq) }));
  }

  /** An event for one webhook, whatever the webhook is subscribed to. */
  async insert(id: string, webhookId: string, event: WebhookEvent): Promise<Delivery> {
    const [row] = await this.queries.query<DeliveryRow>(
      `insert into outreach.delivery (id, city, webhook_id, event, event_id, body) values ($1, $2, $3, $4, $5, $6)
       returning ${COLUMNS}`,
      [id, this.city, webhookId, event.event, event.id, cloudEventOf(event)],
    );
    if (row === undefined) throw new Error('An insert returned no row');
    return toDelivery(row);
  }

  /** Has a finished delivery made again, from the first attempt on. Throws a NotFoundError, and a ConflictError while it is under way. */
  async again(id: string): Promise<Delivery> {
    const [row] = await this.queries.query<DeliveryRow & { webhook_enabled: boolean }>(
      `select ${COLUMNS}, (select enabled from outreach.webhook where id = webhook_id) as webhook_enabled
       from outreach.delivery
       where id = $1 and city = $2`,
      [id, this.city],
    );
    if (row === undefined) throw new NotFoundError('DELIVERY_NOT_FOUND', `There is no delivery ${id}`);
    if (!row.webhook_enabled && row.event !== 'ping')
      throw new ConflictError(
        'WEBHOOK_DISABLED',
        `The webhook ${row.webhook_id} is disabled: enable it first`,
      );
    const [queued] = await this.queries.query<DeliveryRow>(
      `update outreach.delivery set state = 'queued', attempts = 0, next_attempt_at = clock_timestamp(), error = null,
         finished_at = null
       where id = $1 and city = $2 and state in ('delivered', 'failed') returning ${COLUMNS}`,
      [id, this.city],
    );
    if (queued === undefined)
      throw new ConflictError('DELIVERY_UNDER_WAY', `The delivery ${id} is still under way`);
    return toDelivery(queued);
  }
}

interface DeliveryRow {
  readonly id: string;
  readonly seq: string;
  readonly webhook_id: string;
  readonly event: Delivery['event'];
  readonly event_id: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly next_attempt_at: Date;
  readonly error: string | null;
  readonly response_status: number | null;
  readonly response_body: string | null;
  readonly created_at: Date;
  readonly attempted_at: Date | null;
  readonly finished_at: Date | null;
}

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    event: row.event,
    eventId: row.event_id,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.state === 'queued' ? row.next_attempt_at.toISOString() : null,
    error: row.error,
    responseStatus: row.response_status,
    responseBody: row.response_body,
    createdAt: row.created_at.toISOString(),
    attemptedAt: row.attempted_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
