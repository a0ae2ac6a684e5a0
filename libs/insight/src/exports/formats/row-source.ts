import { type ExportRow } from '../export-table';

/** Batches of rows, to be taken in other portions than they come in. */
export class RowSource {
  private readonly iterator: AsyncIterator<readonly ExportRow[]>;
  private readonly leaving = new AbortController();
  private rest: readonly ExportRow[] = [];
  private ended = false;

  constructor(batches: AsyncIterable<readonly ExportRow[]>) {
    this.iterator = batches[Symbol.asyncIterator]();
  }

  /** Some rows, `most` at most; none when there are no more. */
  async take(most: number): Promise<readonly ExportRow[]> {
    if (!(await this.hasMore())) return [];
    const taken = this.rest.slice(0, most);
    this.rest = this.rest.slice(taken.length);
    return taken;
  }

  async hasMore(): Promise<boolean> {
    while (this.rest.length === 0 && !this.ended) {
      const next = await this.iterator.next();
      if (next.done === true) this.ended = true;
      else this.rest = next.value;
    }
    return this.rest.length > 0;
  }

  /** Aborted when nobody reads any more. */
  get leftOff(): AbortSignal {
    return this.leaving.signal;
  }

  leaveOff(): void {
    this.leaving.abort();
  }

  /** Gives back what the rows come from. */
  async close(): Promise<void> {
    this.ended = true;
    this.rest = [];
    await this.iterator.return?.();
  }
}
