import { setTimeout as sleep } from 'node:timers/promises';
import { type Random } from '@bole/kernel';
import { Client } from 'pg';
import { type PostgresConnection } from '../connection';
import { EVERYTHING } from './bell';

export interface BellListenerOptions {
  readonly connection: PostgresConnection;
  readonly channel: string;
  readonly random: Random;
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Called with what the ring names; `['*']` when it may be anything, as after a connection that was lost. */
  readonly onRing: (names: readonly string[]) => void;
}

const CONNECT_LIMIT_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** Hears a `Bell`, over a connection of its own that is opened anew, with growing pauses, whenever it is lost. */
export class BellListener {
  private readonly stopping = new AbortController();
  private client: Client | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;

  constructor(private readonly options: BellListenerOptions) {}

  /** Begins in the background; returns at once. */
  start(): void {
    this.running ??= this.listen();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    // A server that does not answer must not hold us up.
    this.client?.connection.stream.destroy();
    await this.running;
  }

  private async listen(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.untilLost();
        throw new Error('The connection was closed');
      } catch (error) {
        if (signal.aborted) return;
        const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.failures++, 10));
        this.options.log.warn(
          { channel: this.options.channel, retryInMs: pauseMs, err: error },
          'Notifications of the database are not heard; it is looked at in turns meanwhile',
        );
        await sleep(pauseMs * (0.5 + this.options.random() / 2), undefined, { signal }).catch(
          () => undefined,
        );
      }
    }
  }

  private async untilLost(): Promise<void> {
    const { connection, channel, onRing, log } = this.options;
    const client = new Client({
      ...connection,
      application_name: `bole-bell-${channel}`,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      keepAlive: true,
    });
    this.client = client;
    const lost = new Promise<void>((resolve, reject) => {
      client.on('end', resolve);
      client.on('error', reject);
    });
    // Whoever is the first to hear of a failure tells it; the promise must not be the one that nobody hears.
    lost.catch(() => undefined);
    client.on('notification', ({ payload }) => onRing(payload?.split(' ') ?? [EVERYTHING]));
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      if (this.failures > 0) log.info({ channel }, 'Notifications of the database are heard again');
      this.failures = 0;
      onRing([EVERYTHING]);
      await lost;
    } finally {
      client.connection.stream.destroy();
    }
  }
}

/** Hears a channel, under the role of whoever is given this; begins when it is started. */
export type Listen = (channel: string, onRing: BellListenerOptions['onRing']) => BellListener;
export const LISTEN = Symbol('Listen');
