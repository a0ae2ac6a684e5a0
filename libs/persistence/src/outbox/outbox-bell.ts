import { type DataSource } from 'typeorm';

export const OUTBOX_CHANNEL = 'outbox';

/**
 * Wakes the relay of a service, wherever it runs.
 *
 * After the commit and not inside of the transaction: a commit that carries a NOTIFY holds one lock for the whole
 * server until it is on disk, so that commits could no longer share a write to disk. A ring that is lost costs nothing
 * but time: the relay looks by itself, too.
 */
export class OutboxBell {
  private ringing = false;
  private again = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly service: string,
  ) {}

  /** Returns at once. Many rings in a row become two at most. */
  ring(): void {
    if (this.ringing) {
      this.again = true;
      return;
    }
    this.ringing = true;
    void this.dataSource
      .query('SELECT pg_notify($1, $2)', [OUTBOX_CHANNEL, this.service])
      .catch(() => undefined)
      .finally(() => {
        this.ringing = false;
        if (!this.again) return;
        this.again = false;
        this.ring();
      });
  }
}
