import { backOffMs, pause, settlesWithin } from '../../back-off';
import { type Subscription } from '../../event-log';
import { type PostgresConnection } from './connection';
import { GroupSession, type Slot, slotName } from './group-session';
import { PartitionWorker, type WorkerContext } from './partition-worker';
import { type Topic } from './topic-catalog';

export interface GroupSubscriptionOptions extends WorkerContext {
  readonly connection: PostgresConnection;
  readonly topics: readonly Topic[];
  readonly giveUpAfterMs: number;
  readonly onFatal: (error: Error) => void;
}

const LOOK_AROUND_MS = 1_000;
const STOP_LIMIT_MS = 10_000;

/** A member of a group: every second it looks which partitions fall to it, gives up those that do not, takes those that do. */
export class GroupSubscription implements Subscription {
  private readonly workers = new Map<string, PartitionWorker>();
  /** One for each worker: settles when its partition is free for others. */
  private readonly givingBack = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private session: GroupSession | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped: Promise<void> | undefined;

  private constructor(private readonly options: GroupSubscriptionOptions) {}

  /** Joins the group; rejects when Postgres cannot be reached. */
  static async start(options: GroupSubscriptionOptions): Promise<GroupSubscription> {
    const subscription = new GroupSubscription(options);
    await subscription.join();
    subscription.running = subscription.run();
    return subscription;
  }

  stop(): Promise<void> {
    this.stopped ??= this.leave();
    return this.stopped;
  }

  private async leave(): Promise<void> {
    this.stopping.abort();
    for (const worker of this.workers.values()) worker.leave();
    await this.running;
    await settlesWithin(Promise.all(this.givingBack), STOP_LIMIT_MS);
    for (const worker of this.workers.values()) worker.lose();
    await this.session?.close();
  }

  private async run(): Promise<void> {
    let failingSince: number | undefined;
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        if (this.session === undefined) await this.join();
        await this.lookAround();
        failingSince = undefined;
        failures = 0;
        await pause(LOOK_AROUND_MS, this.stopping.signal);
      } catch (error) {
        await this.drop();
        failures += 1;
        failingSince ??= performance.now();
        if (performance.now() - failingSince > this.options.giveUpAfterMs) return this.giveUp(error);
        this.options.warn('The event log lost its session with Postgres and opens another.', error);
        await pause(backOffMs(failures), this.stopping.signal);
      }
    }
  }

  private async join(): Promise<void> {
    const { connection, groupId, topics } = this.options;
    const session = await GroupSession.open(connection, groupId, topics, {
      appended: (slot) => this.workers.get(slot)?.wake(),
      lost: () => this.loseAll(),
    });
    this.session = session;
  }

  private async lookAround(): Promise<void> {
    const session = this.session;
    if (session === undefined) return;
    const share = new Map(
      (await session.share()).map((slot) => [slotName(slot.topic.id, slot.partition), slot]),
    );
    for (const [name, worker] of this.workers) if (!share.has(name)) worker.leave();
    for (const [name, slot] of share) if (!this.workers.has(name)) await this.take(session, name, slot);
    for (const [name, head] of await session.heads()) this.workers.get(name)?.wake(head);
  }

  private async take(session: GroupSession, name: string, slot: Slot): Promise<void> {
    const holding = await session.take(slot);
    if (holding === undefined) return;
    if (this.stopping.signal.aborted) return session.release(slot);
    const worker = new PartitionWorker(slot, holding, this.options);
    this.workers.set(name, worker);
    // Until its last handler has ended a worker keeps its place, so that no one reads the partition beside it.
    const given = worker.done
      .then(() => session.release(slot))
      .catch((error: unknown) =>
        this.options.warn(`The lock of ${slot.topic.name}/${slot.partition} was not given back.`, error),
      )
      .finally(() => {
        this.workers.delete(name);
        this.givingBack.delete(given);
      });
    this.givingBack.add(given);
  }

  private loseAll(): void {
    for (const worker of this.workers.values()) worker.lose();
  }

  /** Ends a session that failed, and with it all that was held. */
  private async drop(): Promise<void> {
    this.loseAll();
    await this.session?.close();
    this.session = undefined;
  }

  private giveUp(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.options.onFatal(
      new Error(`The event log cannot reach Postgres any more: ${reason}`, { cause: error }),
    );
  }
}
