import { type UnitOfWork } from '../unit-of-work';

/** What Postgres takes as the payload of a notification is shorter than 8,000 bytes. */
const MOST_CHARACTERS = 7_000;

/**
 * Wakes whoever listens on a channel (`BellListener`), in whatever process.
 *
 * To be rung after the commit, not inside of the transaction: a commit that carries a NOTIFY holds one lock for the whole
 * server until it is on disk. A ring that is lost costs nothing but time: listeners look by themselves, too.
 */
export class Bell {
  private ringing = false;
  private waiting = new Set<string>();

  constructor(
    private readonly unitOfWork: Pick<UnitOfWork, 'query'>,
    private readonly channel: string,
  ) {}

  /** Returns at once. Many rings in a row become two at most, which name all that was named. */
  ring(names: readonly string[]): void {
    for (const name of names) this.waiting.add(name);
    if (this.ringing || this.waiting.size === 0) return;
    this.ringing = true;
    const text = [...this.waiting].join(' ');
    this.waiting = new Set();
    void this.unitOfWork
      .query('select pg_notify($1, $2)', [this.channel, text.length > MOST_CHARACTERS ? EVERYTHING : text])
      .catch(() => undefined)
      .finally(() => {
        this.ringing = false;
        this.ring([]);
      });
  }
}

/** In place of names that are too many. */
export const EVERYTHING = '*';
