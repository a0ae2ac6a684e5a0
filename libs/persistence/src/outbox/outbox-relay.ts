import { setTimeout as sleep } from 'node:timers/promises';
import { type Random } from '@bole/kernel';
import { type PostgresConnection } from '../connection';
import { OutboxSession, type StoredEvent } from './outbox-session';

/** Where events go; `EventLog` of libs/event-log is one. Must be durable, in order, when it resolves. */
export interface Publisher {
  publish(records: readonly StoredEvent[]): Promise<void>;
}

export interface OutboxRelayOptions {
  readonly service: string;
  readonly connection: PostgresConnection;
  readonly publisher: Publisher;
  readonly random: Random;
  readonly log: OutboxLog;
  /** Most events published at once; default 500. */
  readonly batchSize?: number;
}

export interface OutboxLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

const POLL_MS = 500;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const STOP_LIMIT_MS = 6_000;

/**
 * Carries the events of one service from the outbox to the log, at least once and in order per key.
 *
 * Of all processes' relays of a service one is active; it holds an advisory lock in the session it works in, so that
 * whoever loses the session has lost the lock. While the log or the database is down it tries again for ever, with
 * growing pauses of ten seconds at most, and says so.
 */
export class OutboxRelay {
  private readonly stopping = new AbortController();
  private session: OutboxSession | undefined;
  private running: Promise<void> | undefined;
  private wake: () => void = () => undefined;
  private rung = false;
  private failures = 0;

  constructor(private readonly options: OutboxRelayOptions) {}

  /** Begins in the background; returns at once. */
  start(): void {
    this.running ??= this.work();
  }

  /** Finishes the running batch, for six seconds at most: what was not deleted is published again by the next relay. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    const done = this.running ?? Promise.resolve();
    const timer = new AbortController();
    const limit = sleep(STOP_LIMIT_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([done, limit]);
    timer.abort();
    await this.session?.close();
  }

  private async work(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const carried = await this.pass();
        if (this.failures > 0) {
          this.options.log.info({ service: this.options.service }, 'The outbox relay works again');
          this.failures = 0;
        }
        if (carried < this.batchSize) await this.untilWoken();
      } catch (error) {
        if (!this.stopping.signal.aborted) await this.pause(error);
      }
    }
    await this.session?.close();
  }

  /** One batch: read, publish, delete. Returns its size; 0 on standby. A crash before the delete publishes it again. */
  private async pass(): Promise<number> {
    const session = await this.openSession();
    if (!(await session.isActive())) return 0;
    const events = await session.read(this.batchSize);
    if (events.length === 0) return 0;
    await this.options.publisher.publish(events);
    await session.remove(events);
    return events.length;
  }

  private async openSession(): Promise<OutboxSession> {
    if (this.session?.isOpen !== true) {
      await this.session?.close();
      this.session = await OutboxSession.open(this.options.connection, this.options.service, () => {
        this.rung = true;
        this.wake();
      });
    }
    return this.session;
  }

  private async untilWoken(): Promise<void> {
    if (!this.rung && !this.stopping.signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
  }

  private async pause(error: unknown): Promise<void> {
    this.failures++;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.failures, 10));
    this.options.log.warn(
      { service: this.options.service, attempt: this.failures, retryInMs: pauseMs, err: error },
      'The outbox could not be carried to the event log; it is kept and tried again',
    );
    const spread = pauseMs * (0.5 + this.options.random() / 2);
    await sleep(spread, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private get batchSize(): number {
    return this.options.batchSize ?? 500;
  }
}
