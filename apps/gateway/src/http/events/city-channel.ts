import { setTimeout as sleep } from 'node:timers/promises';
import { type Random } from '@bole/kernel';
import { type LeadFeed, type ProjectChange } from '@bole/leads';
import { Acting } from '@bole/persistence';
import { type EventLimits, LOOKED_WITHIN_MS } from './event-limits';
import { changeEvent } from './event-text';
import { type Listener } from './listener';

export interface ChannelOptions {
  readonly city: string;
  readonly feed: LeadFeed;
  readonly limits: EventLimits;
  readonly random: Random;
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** Looks whether these may still listen, and ends those who may not. */
  readonly look: (listeners: readonly Listener[]) => Promise<void>;
  readonly closed: () => void;
}

const ROWS_AT_ONCE = 100;
/** How soon to look again for what a transaction that has not ended holds back; doubles each time. */
const FIRST_LOOK_MS = 20;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const LOOK_AGAIN_MS = 5;

/** The listeners of one city: the feed is read once for all of them, while there are any. */
export class CityChannel {
  readonly members = new Set<Listener>();
  isClosed = false;
  private readonly slow = new WeakSet<Listener>();
  private running = false;
  private stopped = false;
  private rung = false;
  private lookedAt = performance.now();
  private wake: (() => void) | undefined;

  /** @param reached Up to here the listeners know everything. */
  constructor(
    private reached: string,
    private readonly options: ChannelOptions,
  ) {}

  get place(): string {
    return this.reached;
  }

  add(listener: Listener): void {
    this.members.add(listener);
    if (this.running) return;
    this.running = true;
    void this.run();
  }

  /** There may be something new. */
  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  private async run(): Promise<void> {
    const { limits, log, city, random } = this.options;
    let failures = 0;
    let lookMs = FIRST_LOOK_MS;
    while (this.members.size > 0 && !this.stopped) {
      let pauseMs = limits.pollMs;
      try {
        await this.haveLooked(limits.standingMs);
        const waiting = await this.readOn();
        pauseMs = waiting ? Math.min(lookMs, limits.pollMs) : limits.pollMs;
        lookMs = waiting ? lookMs * 2 : FIRST_LOOK_MS;
        if (failures > 0) log.info({ city }, 'Listeners are told of lead changes again');
        failures = 0;
      } catch (error) {
        const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures++, 10));
        pauseMs = longest * (0.5 + random() / 2);
        log.warn(
          { city, failures, retryInMs: pauseMs, err: error },
          'The feed of lead changes cannot be read; its listeners wait',
        );
      }
      await this.pause(pauseMs);
    }
    this.isClosed = true;
    this.options.closed();
  }

  /** Tells all that there is. Returns whether there is more, which a transaction still holds back. */
  private async readOn(): Promise<boolean> {
    const { city, feed } = this.options;
    for (;;) {
      this.rung = false;
      const page = await Acting.run({ city, neighbours: [] }, () =>
        feed.readAfter(this.reached, ROWS_AT_ONCE),
      );
      if (page.lost) {
        this.reached = page.next;
        for (const listener of this.members) listener.reset(this.reached);
        return false;
      }
      // What was written after somebody's standing ended is never told to them, however much there is to tell.
      if (page.changes.length > 0) await this.haveLooked(0);
      for (const change of page.changes) {
        await this.haveLooked(LOOKED_WITHIN_MS);
        this.tell(change);
        // At once, for whoever joins while this waits must know where.
        this.reached = change.cursor;
        await this.patience();
      }
      this.reached = page.next;
      if (!page.more || this.stopped) return page.waiting;
    }
  }

  /** Looks whether the listeners may still listen, unless that was done within so many ms. */
  private async haveLooked(withinMs: number): Promise<void> {
    const began = performance.now();
    if (began - this.lookedAt < withinMs) return;
    await this.options.look([...this.members]);
    this.lookedAt = began;
  }

  private tell(change: ProjectChange): void {
    let text: Buffer | undefined;
    const whole = (): Buffer => (text ??= changeEvent(change));
    for (const listener of this.members) listener.offer(change, whole);
  }

  /**
   * Lets those who are behind catch up, so that a burst cuts nobody who reads. Who takes nothing for a while is not waited
   * for again until it has caught up; its buffer decides over it.
   */
  private async patience(): Promise<void> {
    const { bufferBytes, patienceMs } = this.options.limits;
    const isBehind = (listener: Listener): boolean => listener.waiting > bufferBytes / 2;
    let behind = [...this.members].filter(isBehind);
    for (const listener of this.members) if (!isBehind(listener)) this.slow.delete(listener);
    let least = Infinity;
    let since = performance.now();
    while (!this.stopped) {
      behind = behind.filter((listener) => isBehind(listener) && !this.slow.has(listener));
      if (behind.length === 0) return;
      const bytes = behind.reduce((sum, listener) => sum + listener.waiting, 0);
      if (bytes < least) [least, since] = [bytes, performance.now()];
      else if (performance.now() - since > patienceMs) for (const listener of behind) this.slow.add(listener);
      await sleep(LOOK_AGAIN_MS);
    }
  }

  private async pause(ms: number): Promise<void> {
    if (this.rung || this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }
}
