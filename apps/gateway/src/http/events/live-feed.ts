import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type Principal, PrincipalStanding, standingKey } from '@bole/access';
import { type Random, TooManyRequestsError } from '@bole/kernel';
import { LEAD_BELL_CHANNEL, LeadFeed, parsePlace } from '@bole/leads';
import { EVERYTHING, LISTEN, type BellListener, type Listen } from '@bole/persistence';
import { PROCESS_LOG, type ProcessLog, RANDOM } from '@bole/platform';
import { HttpProblem } from '../endpoint';
import { CityChannel } from './city-channel';
import { type EventFilter } from './event-filter';
import { EVENT_LIMITS, type EventLimits } from './event-limits';
import { Listener, type ListenerOptions } from './listener';

const COME_AGAIN_SECONDS = 30;
/** Over how long those come again whose streams ended together. */
const SPREAD_MS = 4_000;

interface Opened {
  readonly channel: CityChannel;
  readonly endsAt: number;
}

/**
 * All live listeners of this process. What they hear of is read once per city that has any, woken by the matcher's bell
 * and in turns; each is told what the database itself would show it.
 */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly channels = new Map<string, Promise<CityChannel>>();
  private readonly open = new Set<CityChannel>();
  private readonly listeners = new Map<Listener, Opened>();
  /** Let in, and about to be a listener. */
  private readonly coming: Principal[] = [];
  private bell: BellListener | undefined;
  private beating: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly feed: LeadFeed,
    private readonly standing: PrincipalStanding,
    @Inject(EVENT_LIMITS) private readonly limits: EventLimits,
    @Inject(LISTEN) private readonly listenTo: Listen,
    @Inject(RANDOM) private readonly random: Random,
    @Inject(PROCESS_LOG) private readonly log: ProcessLog,
  ) {}

  onApplicationBootstrap(): void {
    this.bell = this.listenTo(LEAD_BELL_CHANNEL, (cities) => void this.ring(cities));
    this.bell.start();
    this.beating = setInterval(() => this.beat(), this.limits.heartbeatMs);
  }

  /** Says good-bye to all, and gives them a moment to hear it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.beating);
    for (const channel of this.open) channel.stop();
    const leaving = [...this.listeners.keys()];
    for (const listener of leaving) listener.end('stopping', this.spread());
    await this.bell?.stop();
    const deadline = performance.now() + this.limits.closingMs;
    while (leaving.some((listener) => !listener.isClosed) && performance.now() < deadline) await sleep(20);
    for (const listener of leaving) if (!listener.isClosed) listener.cut();
  }

  /** How many streams are open. */
  get size(): number {
    return this.listeners.size;
  }

  /** What waits for clients that do not read, in all. */
  get waitingBytes(): number {
    return [...this.listeners.keys()].reduce((sum, listener) => sum + listener.waiting, 0);
  }

  /**
   * A stream for `caller`; `after` is the id of the last event that it knows. Throws TooManyRequestsError when it has too
   * many, HttpProblem 503 when all have, InvalidInputError for an `after` that is no such id.
   */
  async listen(
    caller: Principal,
    given: { readonly filter: EventFilter; readonly after: string | undefined } & Pick<
      ListenerOptions,
      'connection'
    >,
  ): Promise<Listener> {
    if (given.after !== undefined) parsePlace(given.after);
    this.admit(caller);
    this.coming.push(caller);
    try {
      const channel = await this.channelOf(caller.city);
      const listener: Listener = new Listener({
        ...given,
        caller,
        feed: this.feed,
        bufferBytes: this.limits.bufferBytes,
        join: () => channel.place,
        left: (gone) => this.leave(gone),
        look: (one) => this.look([one]),
      });
      const longestMs = this.limits.longestMs * (0.9 + 0.2 * this.random());
      this.listeners.set(listener, { channel, endsAt: performance.now() + longestMs });
      channel.add(listener);
      return listener;
    } finally {
      this.coming.splice(this.coming.indexOf(caller), 1);
    }
  }

  private admit(caller: Principal): void {
    if (this.stopping) throw full('STOPPING', 'The service is stopping: come again in a moment.');
    const present = [...[...this.listeners.keys()].map((listener) => listener.caller), ...this.coming];
    if (present.length >= this.limits.listeners)
      throw full('EVENT_STREAMS_FULL', 'As many streams are open as can be.');
    const own = present.filter(({ kind, id }) => kind === caller.kind && id === caller.id);
    if (own.length >= this.limits.perCaller)
      throw new TooManyRequestsError(
        'EVENT_STREAMS_OF_CALLER_FULL',
        `You have ${own.length} streams open, and may have no more.`,
        COME_AGAIN_SECONDS,
      );
  }

  /** The channel of a city, opened at the feed's present end when its first listener comes. */
  private async channelOf(city: string): Promise<CityChannel> {
    for (;;) {
      let opening = this.channels.get(city);
      if (opening === undefined) {
        opening = this.openChannel(city);
        this.channels.set(city, opening);
        opening.catch(() => this.channels.delete(city));
      }
      const channel = await opening;
      if (!channel.isClosed) return channel;
    }
  }

  private async openChannel(city: string): Promise<CityChannel> {
    const { feed, limits, random, log } = this;
    const channel: CityChannel = new CityChannel(await feed.latest(), {
      city,
      feed,
      limits,
      random,
      log,
      look: (members) => this.look(members),
      closed: () => {
        this.channels.delete(city);
        this.open.delete(channel);
      },
    });
    this.open.add(channel);
    return channel;
  }

  private async ring(cities: readonly string[]): Promise<void> {
    const rung = cities.includes(EVERYTHING) ? [...this.channels.keys()] : cities;
    for (const city of rung) {
      const channel = await this.channels.get(city)?.catch(() => undefined);
      channel?.ring();
    }
  }

  /** Ends those who may not listen any longer; the others see what they may see now. */
  private async look(listeners: readonly Listener[]): Promise<void> {
    const standing = await this.standing.of(listeners.map(({ caller }) => caller));
    for (const listener of listeners) {
      const caller = standing.get(standingKey(listener.caller));
      if (caller?.permissions.has('leads:read') === true) listener.follow(caller);
      else listener.end('access-ended', SPREAD_MS);
    }
  }

  private beat(): void {
    const now = performance.now();
    for (const [listener, { channel, endsAt }] of this.listeners) {
      if (listener.isClosed) void listener.return();
      else if (now >= endsAt) listener.end('renewal', this.spread());
      else listener.beat(channel.place);
    }
  }

  private leave(listener: Listener): void {
    this.listeners.get(listener)?.channel.members.delete(listener);
    this.listeners.delete(listener);
  }

  private spread(): number {
    return 500 + SPREAD_MS * this.random();
  }
}

function full(code: 'STOPPING' | 'EVENT_STREAMS_FULL', message: string): HttpProblem {
  const headers = { 'retry-after': String(COME_AGAIN_SECONDS) };
  return code === 'STOPPING'
    ? new HttpProblem(503, 'STOPPING', message, headers)
    : new HttpProblem(503, 'EVENT_STREAMS_FULL', message, headers);
}
