import { Client } from 'pg';
import { type PostgresConnection } from '../connection';
import { OUTBOX_CHANNEL } from './outbox-bell';
import { type OutboxEvent } from './outbox-event';

export interface StoredEvent extends OutboxEvent {
  /** Grows; see put-into-outbox.ts for what that promises. */
  readonly outboxId: string;
}

/** The first of the two keys of our advisory locks: "outb" in ASCII; the second is a hash of the service's name. */
const LOCK_CLASS = 0x6f757462;
const QUERY_LIMIT_MS = 30_000;
const CONNECT_LIMIT_MS = 10_000;

/** A relay's session with the database: it holds the lock, listens, reads and deletes. When it ends, all of that ends. */
export class OutboxSession {
  private active = false;
  private opened = true;

  private constructor(
    private readonly client: Client,
    private readonly service: string,
  ) {}

  static async open(
    connection: PostgresConnection,
    service: string,
    onRing: () => void,
  ): Promise<OutboxSession> {
    const client = new Client({
      ...connection,
      application_name: `bole-outbox-${service}`,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      query_timeout: QUERY_LIMIT_MS,
      keepAlive: true,
    });
    const session = new OutboxSession(client, service);
    client.on('error', () => (session.opened = false));
    client.on('end', () => (session.opened = false));
    client.on('notification', ({ payload }) => {
      if (payload === service) onRing();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  get isOpen(): boolean {
    return this.opened;
  }

  /** Whether this is the one active relay of its service; on standby it asks for the place each time. */
  async isActive(): Promise<boolean> {
    if (!this.active) {
      const { rows } = await this.ask<{ held: boolean }>(
        'SELECT pg_try_advisory_lock($1, hashtext($2)) AS held',
        [LOCK_CLASS, this.service],
      );
      this.active = rows[0]?.held === true;
    }
    return this.active;
  }

  async read(limit: number): Promise<readonly StoredEvent[]> {
    const { rows } = await this.ask<StoredEvent>(
      `SELECT id AS "outboxId", topic, key, value, headers FROM outbox.event WHERE service = $1 ORDER BY id LIMIT $2`,
      [this.service, limit],
    );
    return rows;
  }

  async remove(events: readonly StoredEvent[]): Promise<void> {
    await this.ask('DELETE FROM outbox.event WHERE service = $1 AND id = ANY ($2::bigint[])', [
      this.service,
      events.map(({ outboxId }) => outboxId),
    ]);
  }

  async close(): Promise<void> {
    this.opened = false;
    // A server that does not answer must not hold us up: the socket is closed in any case.
    const end = this.client.end().catch(() => undefined);
    const timer = setTimeout(() => this.client.connection.stream.destroy(), 1_000);
    await end;
    clearTimeout(timer);
  }

  private async ask<Row extends object>(sql: string, parameters: unknown[]): Promise<{ rows: Row[] }> {
    try {
      return await this.client.query<Row>(sql, parameters);
    } catch (error) {
      // A query that ran out of time is still on its way: this session can no longer be trusted.
      this.opened = false;
      throw error;
    }
  }
}
