import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type Random } from '@bole/kernel';
import { Acting, ALL_CITIES, type UnitOfWork } from '@bole/persistence';
import { type MailOutbox, type SecretBox } from '@bole/platform';
import { type Allowance } from '../destination/allowance';
import { signatureHeaders } from '../signature';
import { CLOUD_EVENT_TYPE } from '../webhook-event';
import { type CallOutcome, callWebhook } from '../webhook-request';
import { type AttemptRecord, type DueDelivery, type Lane, LaneStore } from './lane.store';
import { MOST_ATTEMPTS, pauseAfter } from './retry';
import { disableWebhook } from './webhook-disabling';

interface DeliveryLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface DeliveringTools {
  readonly unitOfWork: UnitOfWork;
  readonly secrets: SecretBox;
  readonly mails: MailOutbox;
  readonly allowance: Allowance;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: DeliveryLog;
  /** In place of `callWebhook`'s own limits and name servers: for tests. */
  readonly call?: typeof callWebhook;
}

/** Webhooks that are called side by side, each once at a time. */
const AT_ONCE = 16;
/** A turn of one webhook: so many deliveries, or so long, whichever ends first. One call may take longer by itself. */
const MOST_IN_TURN = 20;
const LONGEST_TURN_MS = 2_000;
/** A process has ten seconds to end in order. */
const STOP_LIMIT_MS = 5_000;
const GONE = 410;

/** Makes the deliveries that are due. Any number of processes work on one list; each webhook has one of them at a time. */
export class WebhookDelivering {
  private readonly lanes: LaneStore;
  private readonly turns = new Set<Promise<void>>();
  private readonly call: typeof callWebhook;
  private readonly stopping = new AbortController();

  constructor(private readonly tools: DeliveringTools) {
    this.lanes = new LaneStore(tools.unitOfWork);
    this.call = tools.call ?? callWebhook;
  }

  /**
   * Begins turns of webhooks that have something due, and does not wait for them: a receiver that is slow has its own turn
   * and nobody else's. Waits only while all places are taken.
   */
  async round(): Promise<'did-something' | 'idle'> {
    const free = AT_ONCE - this.turns.size;
    if (this.stopping.signal.aborted) return 'idle';
    if (free === 0) {
      await Promise.race(this.turns);
      return 'did-something';
    }
    const lanes = await Acting.run(ALL_CITIES, () => this.lanes.claim(free));
    for (const lane of lanes) {
      const turn = Acting.run({ city: lane.city, neighbours: [] }, () => this.turn(lane));
      this.turns.add(turn);
      void turn.finally(() => this.turns.delete(turn));
    }
    return lanes.length > 0 ? 'did-something' : 'idle';
  }

  /** Resolves when no turn is under way. */
  async settled(): Promise<void> {
    while (this.turns.size > 0) await Promise.all(this.turns);
  }

  /**
   * Begins no further delivery, and waits for those under way, but not as long as a slow receiver may take: one that is left
   * is made again when its lane has lapsed.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    const limit = new AbortController();
    const waited = sleep(STOP_LIMIT_MS, undefined, { signal: limit.signal }).catch(() => undefined);
    await Promise.race([this.settled(), waited]);
    limit.abort();
  }

  private mayGoOn(made: number, began: number): boolean {
    const { aborted } = this.stopping.signal;
    return !aborted && made < MOST_IN_TURN && performance.now() - began < LONGEST_TURN_MS;
  }

  /** Never rejects: a turn that breaks off loses its lane, and another goes on. */
  private async turn(lane: Lane): Promise<void> {
    const began = performance.now();
    try {
      for (let made = 0; this.mayGoOn(made, began); made++) {
        const delivery = await this.lanes.begin(lane);
        if (delivery === undefined || !(await this.deliver(lane, delivery))) break;
      }
      await this.lanes.release(lane);
    } catch (error) {
      const { webhookId, city } = lane;
      this.tools.log.error({ err: error, webhookId, city }, 'The turn of a webhook broke off');
    }
  }

  /** Makes one delivery; says whether the lane is still held. */
  private async deliver(lane: Lane, delivery: DueDelivery): Promise<boolean> {
    const outcome = await this.attempt(delivery);
    const record = recordOf(outcome, delivery.attempt, this.tools.random());
    const { held, disabled } = await this.tools.unitOfWork.run(async (transaction) => {
      const kept = await this.lanes.record(transaction, lane, delivery, record);
      const gone = outcome.kind === 'answered' && outcome.status === GONE;
      const reason = gone ? 'WEBHOOK_GONE' : kept.failing ? 'WEBHOOK_FAILING' : undefined;
      if (kept.held && reason !== undefined)
        await disableWebhook(transaction, this.tools.mails, lane, reason);
      return { held: kept.held, disabled: kept.held ? reason : undefined };
    });

    const { log } = this.tools;
    const fields = {
      webhookId: lane.webhookId,
      city: lane.city,
      deliveryId: delivery.id,
      attempt: delivery.attempt,
      status: record.responseStatus,
      code: record.error,
    };
    if (!held) log.warn(fields, 'A delivery was made after its hold had lapsed');
    else if (record.error === undefined) log.info(fields, 'Delivered to a webhook');
    else log.warn(fields, 'A delivery to a webhook failed');
    if (disabled !== undefined) log.warn({ ...fields, reason: disabled }, 'A webhook was disabled');
    return held;
  }

  private async attempt({ id, url, body, secrets }: DueDelivery): Promise<CallOutcome> {
    const opened = secrets.map((sealed) => this.tools.secrets.open(sealed));
    const headers = {
      'content-type': CLOUD_EVENT_TYPE,
      'user-agent': 'Bole-Webhooks/1',
      ...signatureHeaders({ id, at: this.tools.clock.now(), body }, opened),
    };
    return this.call({ url, headers, body }, this.tools.allowance);
  }
}

function recordOf(outcome: CallOutcome, attempt: number, chance: number): AttemptRecord {
  const error = errorOf(outcome);
  const given = attempt >= MOST_ATTEMPTS || (outcome.kind === 'answered' && outcome.status === GONE);
  return {
    responseStatus: outcome.kind === 'answered' ? outcome.status : undefined,
    responseBody: outcome.kind === 'answered' ? outcome.excerpt : undefined,
    error,
    retryAfterMs: error === undefined || given ? undefined : pauseAfter(attempt, chance),
  };
}

function errorOf(outcome: CallOutcome): string | undefined {
  if (outcome.kind === 'failed') return outcome.code;
  if (outcome.status >= 200 && outcome.status < 300) return undefined;
  return outcome.status >= 300 && outcome.status < 400 ? 'WEBHOOK_REDIRECTED' : 'WEBHOOK_STATUS';
}
