import { ConflictError, NotFoundError, PreconditionFailedError } from '@bole/kernel';
import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { type DisabledReason, type Webhook } from '../webhook.schema';
import { type WebhookEventName } from '../webhook-event';

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

/** What a webhook is kept as, its secrets sealed. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEventName[];
  readonly enabled: boolean;
  readonly enabled_at: Date;
  readonly disabled_reason: DisabledReason | null;
  readonly secret: string;
  readonly previous_secret: string | null;
  readonly previous_secret_until: Date | null;
  readonly created_by: string;
  readonly created_by_name: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly revision: string;
  readonly failing_since: Date | null;
}

export type NewWebhookRow = Pick<
  WebhookRow,
  'id' | 'url' | 'events' | 'secret' | 'created_by' | 'created_by_name' | 'created_at'
>;

export type WebhookRowChange = Partial<
  Pick<
    WebhookRow,
    | 'url'
    | 'events'
    | 'enabled'
    | 'enabled_at'
    | 'disabled_reason'
    | 'secret'
    | 'previous_secret'
    | 'previous_secret_until'
  >
>;

const MOST_PER_CITY = 20;
const WITH_LANE = `from outreach.webhook left join outreach.lane on lane.webhook_id = webhook.id`;

/** The webhooks of one city. */
export class WebhookStore {
  constructor(
    private readonly queries: Queries,
    private readonly city: string,
  ) {}

  async all(): Promise<Webhook[]> {
    const rows = await this.queries.query<WebhookRow>(
      `select webhook.*, lane.failing_since ${WITH_LANE} where webhook.city = $1 order by created_at, id`,
      [this.city],
    );
    return rows.map(toWebhook);
  }

  /** Throws a NotFoundError. */
  async get(id: string): Promise<WebhookRow> {
    const [row] = await this.queries.query<WebhookRow>(
      `select webhook.*, lane.failing_since ${WITH_LANE} where webhook.id = $1 and webhook.city = $2`,
      [id, this.city],
    );
    return row ?? unknown(id);
  }

  /**
   * Locks a webhook for a change, to the end of the transaction. Throws a NotFoundError, and a PreconditionFailedError
   * when it is no longer of the revision that the caller has seen.
   */
  async lock(id: string, ifRevision: number | undefined): Promise<WebhookRow> {
    const [row] = await this.queries.query<{ revision: string }>(
      `select revision from outreach.webhook where id = $1 and city = $2 for update`,
      [id, this.city],
    );
    if (row === undefined) return unknown(id);
    if (ifRevision !== undefined && ifRevision !== Number(row.revision))
      throw new PreconditionFailedError(
        'WEBHOOK_CHANGED',
        `The webhook ${id} is of revision ${row.revision} by now, not ${ifRevision}`,
      );
    return this.get(id);
  }

  /** Throws a ConflictError when the city has as many as it may. */
  async insert(row: NewWebhookRow): Promise<void> {
    // Two at once would both find room for one.
    await this.queries.query(`select pg_advisory_xact_lock(hashtext('outreach.webhook'), hashtext($1))`, [
      this.city,
    ]);
    const [{ count } = { count: 0 }] = await this.queries.query<{ count: number }>(
      `select count(*)::int as count from outreach.webhook where city = $1`,
      [this.city],
    );
    if (count >= MOST_PER_CITY)
      throw new ConflictError('WEBHOOKS_FULL', `A city has at most ${MOST_PER_CITY} webhooks`);
    await this.queries.query(
      `insert into outreach.webhook (id, city, url, events, secret, enabled, enabled_at, created_by, created_by_name, created_at, updated_at)
       values ($1, $2, $3, $4, $5, true, $8, $6, $7, $8, $8)`,
      [
        row.id,
        this.city,
        row.url,
        row.events,
        row.secret,
        row.created_by,
        row.created_by_name,
        row.created_at,
      ],
    );
    await this.queries.query(`insert into outreach.lane (webhook_id, city) values ($1, $2)`, [
      row.id,
      this.city,
    ]);
  }

  /** Changes a locked webhook; its revision grows. */
  async update(id: string, change: WebhookRowChange, now: Date): Promise<void> {
    const columns = Object.keys(change);
    const assignments = columns.map((column, at) => `${column} = $${at + 4}, `).join('');
    await this.queries.query(
      `update outreach.webhook set ${assignments} updated_at = $3, revision = revision + 1 where id = $1 and city = $2`,
      [id, this.city, now, ...Object.values(change)],
    );
  }

  async delete(id: string): Promise<void> {
    await this.queries.query(`delete from outreach.webhook where id = $1 and city = $2`, [id, this.city]);
  }
}

function unknown(id: string): never {
  throw new NotFoundError('WEBHOOK_NOT_FOUND', `There is no webhook ${id}`);
}

export function toWebhook(row: WebhookRow): Webhook {
  // What failed before the webhook was enabled again is forgiven.
  const failing = row.failing_since !== null && row.failing_since > row.enabled_at ? row.failing_since : null;
  return {
    id: row.id,
    url: row.url,
    events: [...row.events],
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    failingSince: failing?.toISOString() ?? null,
    previousSecretUntil: row.previous_secret_until?.toISOString() ?? null,
    createdBy: { id: row.created_by, name: row.created_by_name },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    revision: Number(row.revision),
  };
}
