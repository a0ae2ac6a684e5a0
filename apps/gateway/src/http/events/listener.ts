import { type ServerResponse } from 'node:http';
import { type Principal } from '@bole/access';
import { comparePlaces, type LeadFeed, type ProjectChange } from '@bole/leads';
import { Acting } from '@bole/persistence';
import { type EventFilter, narrowed, sees } from './event-filter';
import { LOOKED_WITHIN_MS } from './event-limits';
import {
  changeEvent,
  type Farewell,
  farewell,
  greeting,
  heartbeat,
  placeOnly,
  resetEvent,
} from './event-text';

export interface ListenerOptions {
  readonly caller: Principal;
  readonly filter: EventFilter;
  /** Where it resumes; undefined: it begins now. */
  readonly after: string | undefined;
  readonly feed: LeadFeed;
  readonly bufferBytes: number;
  readonly connection: Pick<ServerResponse, 'destroy' | 'closed' | 'writableFinished'>;
  /** From now on it is told what is read for its city; returns the place up to which that has been read. */
  readonly join: (listener: Listener) => string;
  readonly left: (listener: Listener) => void;
  /** Looks whether it may still listen, and ends it if not. */
  readonly look: (listener: Listener) => Promise<void>;
}

const ROWS_AT_ONCE = 100;
/** What is handed to the connection at once. */
const CHUNK_BYTES = 64 * 1_024;

/**
 * One open stream: first what it missed, which it reads from the feed by itself, as fast as its client takes it; then what
 * is read for all listeners of its city, through a buffer with a bound.
 *
 * An iterator by hand, because a generator that waits cannot be told to return.
 */
export class Listener implements AsyncIterableIterator<Buffer> {
  readonly caller: Principal;
  /** What it may see; follows the caller's rights. */
  private scope: Principal['scope'];
  private readonly beginning: AsyncGenerator<Buffer>;
  private begun = false;
  private live = false;
  /** What it has read by itself beyond the place where it joined; undefined when that has been passed. */
  private readAhead: string | undefined;
  private buffer: Buffer[] = [];
  private bytes = 0;
  private ending = false;
  private over = false;
  private wake: (() => void) | undefined;

  constructor(private readonly options: ListenerOptions) {
    this.caller = options.caller;
    this.scope = options.caller.scope;
    this.beginning = this.begin(options.after === undefined ? this.join() : undefined);
  }

  /** What waits for its client, in bytes. */
  get waiting(): number {
    return this.bytes;
  }

  /** Nothing goes over its connection any longer. */
  get isClosed(): boolean {
    const { connection } = this.options;
    return connection.closed || connection.writableFinished;
  }

  /** Tells of a change that was read for its city. `whole` is the event with all of the change in it. */
  offer(change: ProjectChange, whole: () => Buffer): void {
    if (!this.live || this.ending) return;
    if (this.readAhead !== undefined) {
      if (comparePlaces(change.cursor, this.readAhead) <= 0) return;
      this.readAhead = undefined;
    }
    if (!sees(this.scope, change)) return;
    const part = narrowed(change, this.options.filter);
    if (part !== undefined) this.push(part === change ? whole() : changeEvent(part));
  }

  /** Shows that the stream is alive, and how far it has come: never less far than it has read by itself. */
  beat(place: string): void {
    if (!this.live || !this.begun || this.ending) return;
    const { readAhead } = this;
    this.push(heartbeat(readAhead !== undefined && comparePlaces(place, readAhead) < 0 ? readAhead : place));
  }

  /** The feed has been cut off behind all: what came in between is not known. */
  reset(place: string): void {
    if (this.live && !this.ending) this.push(resetEvent(place));
  }

  follow({ scope }: Principal): void {
    this.scope = scope;
  }

  /** Ends it with a last word, after what waits; who may not listen any longer gets nothing of that either. */
  end(reason: Farewell, retryMs: number): void {
    if (this.ending) return;
    if (reason === 'access-ended') [this.buffer, this.bytes] = [[], 0];
    this.push(farewell(reason, retryMs));
    this.ending = true;
    this.wake?.();
  }

  /** Ends it at once, without the client's help. */
  cut(): void {
    this.finish();
    this.options.connection.destroy();
  }

  async next(): Promise<IteratorResult<Buffer, undefined>> {
    if (!this.begun && !this.over) {
      const first = await this.beginning.next();
      if (first.done !== true) return first;
      this.begun = true;
    }
    while (this.buffer.length === 0 && !this.ending && !this.over)
      await new Promise<void>((resolve) => (this.wake = resolve));
    const chunk = this.take();
    if (chunk !== undefined) return { done: false, value: chunk };
    this.finish();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Buffer, undefined>> {
    this.finish();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What it missed, if it resumes; then it is live. */
  private async *begin(joinedAt: string | undefined): AsyncGenerator<Buffer, undefined> {
    yield greeting(joinedAt);
    let place = this.options.after;
    if (place === undefined) return;
    for (let more = true; more;) {
      const page = await this.read(place);
      if (page.lost) {
        yield resetEvent(this.join());
        return;
      }
      yield* this.told(page.changes, page.next);
      [place, more] = [page.next, page.more && !this.ending && !this.over];
    }
    // What is read for the city comes from here on; what lies between is still its own to read.
    this.readAhead = place;
    const joined = this.join();
    while (comparePlaces(place, joined) < 0 && !this.over && !this.ending) {
      const page = await this.read(place);
      yield* this.told(
        page.changes.filter(({ cursor }) => comparePlaces(cursor, joined) <= 0),
        comparePlaces(page.next, joined) < 0 ? page.next : joined,
      );
      place = page.next;
    }
    return undefined;
  }

  private async *told(changes: readonly ProjectChange[], place: string): AsyncGenerator<Buffer, undefined> {
    let lookedAt = -Infinity;
    for (const change of changes) {
      // A client takes as long for a page as it likes, and may have lost its standing meanwhile.
      if (performance.now() - lookedAt >= LOOKED_WITHIN_MS) {
        lookedAt = performance.now();
        await this.options.look(this);
      }
      if (this.ending || this.over) return;
      const part = sees(this.scope, change) ? narrowed(change, this.options.filter) : undefined;
      if (part !== undefined) yield changeEvent(part);
    }
    yield placeOnly(place);
  }

  private read(place: string): ReturnType<LeadFeed['readAfter']> {
    return Acting.run(this.scope, () => this.options.feed.readAfter(place, ROWS_AT_ONCE));
  }

  private join(): string {
    this.live = true;
    return this.options.join(this);
  }

  private push(text: Buffer): void {
    if (this.over) return;
    if (this.bytes > 0 && this.bytes + text.length > this.options.bufferBytes) return this.cut();
    this.buffer.push(text);
    this.bytes += text.length;
    this.wake?.();
  }

  /** Several events at once where several wait. */
  private take(): Buffer | undefined {
    let [count, bytes] = [0, 0];
    while (count < this.buffer.length && (count === 0 || bytes < CHUNK_BYTES))
      bytes += this.buffer[count++]?.length ?? 0;
    if (count === 0) return undefined;
    this.bytes -= bytes;
    const taken = this.buffer.splice(0, count);
    return count === 1 ? taken[0] : Buffer.concat(taken);
  }

  private finish(): void {
    if (this.over) return;
    this.over = true;
    [this.buffer, this.bytes] = [[], 0];
    this.options.left(this);
    this.wake?.();
  }
}
