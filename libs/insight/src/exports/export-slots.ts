import { TooManyRequestsError } from '@bole/kernel';

/** Exports at once: each holds a connection and a snapshot of the database for as long as it is read. */
const MOST = { ofCity: 2, inAll: 8 } as const;
const RETRY_SECONDS = 30;

/** Lets few exports run at once. */
export class ExportSlots {
  private readonly taken = new Map<string, number>();
  private inAll = 0;

  /** Throws TooManyRequestsError while there is no room for an export of this city. */
  check(city: string): void {
    const ofCity = (this.taken.get(city) ?? 0) >= MOST.ofCity;
    if (!ofCity && this.inAll < MOST.inAll) return;
    throw new TooManyRequestsError(
      'EXPORTS_BUSY',
      ofCity
        ? `The city runs ${MOST.ofCity} exports already; wait until one of them is done.`
        : `${MOST.inAll} exports run already; wait until one of them is done.`,
      RETRY_SECONDS,
    );
  }

  /** The same chunks; they take a place from when somebody begins to read until they end, fail or are left. */
  hold<Chunk>(city: string, chunks: AsyncIterable<Chunk>): AsyncIterable<Chunk> {
    return {
      [Symbol.asyncIterator]: () => {
        const release = this.take(city);
        const source = chunks[Symbol.asyncIterator]();
        return {
          next: async () => {
            try {
              const next = await source.next();
              if (next.done === true) release();
              return next;
            } catch (error) {
              release();
              throw error;
            }
          },
          return: async () => {
            try {
              await source.return?.();
            } finally {
              release();
            }
            return { done: true, value: undefined };
          },
        };
      },
    };
  }

  private take(city: string): () => void {
    this.check(city);
    this.inAll++;
    this.taken.set(city, (this.taken.get(city) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.inAll--;
      const left = (this.taken.get(city) ?? 1) - 1;
      if (left === 0) this.taken.delete(city);
      else this.taken.set(city, left);
    };
  }
}
