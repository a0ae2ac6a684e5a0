import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { HOLDING_ATTEMPTS } from './retry';

/** A hold on the deliveries of one webhook. The number of the run tells it from every other's. */
export interface Lane {
  readonly webhookId: string;
  readonly city: string;
  readonly run: string;
}

/** A delivery that is being made, and what it needs. */
export interface DueDelivery {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  readonly attempt: number;
  readonly url: string;
  /** Sealed; the newest first. */
  readonly secrets: readonly string[];
}

/** How an attempt ended, as it is kept. */
export interface AttemptRecord {
  /** Undefined: nobody answered. */
  readonly responseStatus: number | undefined;
  readonly responseBody: string | undefined;
  /** Undefined: it was delivered. */
  readonly error: string | undefined;
  /** Undefined: there is no further attempt. */
  readonly retryAfterMs: number | undefined;
}

/** More than a call may take: whoever still calls still holds. */
export const LANE_LEASE_MS = 60_000;

/** A failure is one only after three days of nothing else. */
const LONGEST_FAILING = `interval '3 days'`;

/** The delivery that is next: the oldest that is open, unless it waits and has waited so often that others overtake it. */
const HEAD = `
  select delivery.id, delivery.next_attempt_at from outreach.delivery
  where delivery.webhook_id = lane.webhook_id and delivery.state in ('queued', 'sending')
    and (webhook.enabled or delivery.event = 'ping')
    and (delivery.attempts < ${HOLDING_ATTEMPTS} or delivery.next_attempt_at <= clock_timestamp())
  order by delivery.seq limit 1`;

/**
 * The lanes of webhooks: whoever holds one makes its deliveries, one after the other. A process that dies loses its lanes
 * after a minute, and the delivery that it was making is made again.
 */
export class LaneStore {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly leaseMs = LANE_LEASE_MS,
  ) {}

  /** Takes up to `limit` lanes with something to deliver, the longest unserved first, of all cities that the present scope sees. */
  async claim(limit: number): Promise<Lane[]> {
    const rows = await this.unitOfWork.query<{ webhook_id: string; city: string; run: string }>(
      `update outreach.lane set run = run + 1, held_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
       where webhook_id in (
         select lane.webhook_id from outreach.lane
         join outreach.webhook on webhook.id = lane.webhook_id
         cross join lateral (${HEAD}) as head
         where (lane.held_until is null or lane.held_until < clock_timestamp())
           and head.next_attempt_at <= clock_timestamp()
         order by lane.served_at nulls first, lane.webhook_id limit $1
         for update of lane skip locked)
       returning webhook_id, city, run`,
      [limit, this.leaseMs],
    );
    return rows.map((row) => ({ webhookId: row.webhook_id, city: row.city, run: row.run }));
  }

  /** Begins the next delivery of a lane that is held; undefined when nothing is due, or the lane is another's by now. */
  async begin(lane: Lane): Promise<DueDelivery | undefined> {
    return this.unitOfWork.run(async (transaction) => {
      if (!(await this.hold(transaction, lane))) return undefined;
      const [row] = await transaction.query<DueRow>(
        `update outreach.delivery set state = 'sending', attempts = attempts + 1, attempted_at = clock_timestamp()
         from outreach.lane
         join outreach.webhook on webhook.id = lane.webhook_id
         cross join lateral (${HEAD}) as head
         where lane.webhook_id = $1 and delivery.id = head.id and head.next_attempt_at <= clock_timestamp()
         returning delivery.id, delivery.event, delivery.body, delivery.attempts, webhook.url, webhook.secret,
           case when webhook.previous_secret_until > clock_timestamp() then webhook.previous_secret end as previous_secret`,
        [lane.webhookId],
      );
      if (row === undefined) return undefined;
      const secrets = row.previous_secret === null ? [row.secret] : [row.secret, row.previous_secret];
      return { id: row.id, event: row.event, body: row.body, attempt: row.attempts, url: row.url, secrets };
    });
  }

  /**
   * Keeps how an attempt ended, if the lane is still held. Says whether it is, and whether the webhook has by now failed for
   * three days on end.
   */
  async record(
    transaction: Transaction,
    lane: Lane,
    delivery: DueDelivery,
    { responseStatus, responseBody, error, retryAfterMs }: AttemptRecord,
  ): Promise<{ readonly held: boolean; readonly failing: boolean }> {
    if (!(await this.hold(transaction, lane))) return { held: false, failing: false };
    const state = error === undefined ? 'delivered' : retryAfterMs === undefined ? 'failed' : 'queued';
    await transaction.query(
      `update outreach.delivery set state = $3, error = $4, response_status = $5, response_body = $6,
         next_attempt_at = clock_timestamp() + make_interval(secs => $7::float8 / 1000),
         finished_at = case when $3 <> 'queued' then clock_timestamp() end
       where id = $1 and attempts = $2 and state = 'sending'`,
      [
        delivery.id,
        delivery.attempt,
        state,
        error ?? null,
        responseStatus ?? null,
        responseBody ?? null,
        retryAfterMs ?? 0,
      ],
    );
    const [row] = await transaction.query<{ failing: boolean }>(
      `update outreach.lane
       set failing_since = case when not $2 then null
         when lane.failing_since > webhook.enabled_at then lane.failing_since else clock_timestamp() end
       from outreach.webhook where webhook.id = lane.webhook_id and lane.webhook_id = $1
       returning coalesce(clock_timestamp() - lane.failing_since > ${LONGEST_FAILING}, false) as failing`,
      [lane.webhookId, error !== undefined],
    );
    return { held: true, failing: row?.failing ?? false };
  }

  /** Gives a lane back, for the next in line to have its turn. */
  async release({ webhookId, run }: Lane): Promise<void> {
    await this.unitOfWork.query(
      `update outreach.lane set held_until = null, served_at = clock_timestamp() where webhook_id = $1 and run = $2`,
      [webhookId, run],
    );
  }

  /** Locks a lane to the end of the transaction and renews the hold on it, if it is still this one's. */
  private async hold(transaction: Transaction, { webhookId, run }: Lane): Promise<boolean> {
    const held = await transaction.query(
      `update outreach.lane set held_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
       where webhook_id = $1 and run = $2 returning webhook_id`,
      [webhookId, run, this.leaseMs],
    );
    return held.length > 0;
  }
}

interface DueRow {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  readonly attempts: number;
  readonly url: string;
  readonly secret: string;
  readonly previous_secret: string | null;
}
