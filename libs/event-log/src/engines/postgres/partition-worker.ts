import { type Pool } from 'pg';
import { backOffMs, pause } from '../../back-off';
import { type BatchHandler, type LogRecord } from '../../event-log';
import { type Slots } from '../../slots';
import { fetchRecords } from './fetch-records';
import { type Holding, type Slot } from './group-session';

export interface WorkerContext {
  readonly pool: Pool;
  readonly groupId: number;
  readonly maxRecords: number;
  readonly handler: BatchHandler;
  readonly slots: Slots;
  readonly warn: (message: string, cause: unknown) => void;
}

/** Reads one partition for a group, batch after batch, for as long as the partition is held. */
export class PartitionWorker {
  private readonly aborter = new AbortController();
  private lost = false;
  private position: bigint;
  private bell: (() => void) | undefined;
  private rung = false;
  /** Resolves when the last handler has ended. Never rejects. */
  readonly done: Promise<void>;

  constructor(
    readonly slot: Slot,
    private readonly holding: Holding,
    private readonly context: WorkerContext,
  ) {
    this.position = holding.position;
    this.done = this.run();
  }

  /** Says that there may be records from before `head`. */
  wake(head?: bigint): void {
    if (head !== undefined && head <= this.position) return;
    this.rung = true;
    this.bell?.();
  }

  /** Takes no new batch; the running one is told to give back what is not done. */
  leave(): void {
    this.aborter.abort();
    this.wake();
  }

  /** The partition is held no more: leaves, and refuses any further progress. */
  lose(): void {
    this.lost = true;
    this.leave();
  }

  private async run(): Promise<void> {
    const { signal } = this.aborter;
    let failures = 0;
    while (!signal.aborted) {
      this.rung = false;
      const start = this.position;
      try {
        const found = await this.context.slots.use(() => (signal.aborted ? Promise.resolve(0) : this.next()));
        failures = 0;
        if (found === 0) await this.untilWoken();
      } catch (error) {
        if (signal.aborted) return;
        failures = this.position > start ? 1 : failures + 1;
        const waitMs = backOffMs(failures);
        const where = `${this.slot.topic.name}/${this.slot.partition} at ${this.position}`;
        this.context.warn(`A batch of ${where} failed and comes again in ${waitMs} ms.`, error);
        await pause(waitMs, signal);
      }
    }
  }

  /** Fetches and hands over one batch; how many records it had. */
  private async next(): Promise<number> {
    const { topic, partition } = this.slot;
    const { pool, maxRecords } = this.context;
    const records = await fetchRecords(pool, topic, partition, { from: this.position, maxRecords });
    const last = records.at(-1);
    if (last !== undefined && !this.aborter.signal.aborted) await this.deliver(records, last.position);
    return records.length;
  }

  private async deliver(records: readonly LogRecord[], last: bigint): Promise<void> {
    await this.context.handler({
      topic: this.slot.topic.name,
      partition: this.slot.partition,
      records,
      signal: this.aborter.signal,
      progress: (position) => this.progress(position > last ? last : position),
      heartbeat: async () => this.checkHeld(),
    });
    await this.progress(last);
  }

  private async progress(position: bigint): Promise<void> {
    if (position < this.position) return;
    this.checkHeld();
    const { topic, partition } = this.slot;
    const { rowCount } = await this.context.pool.query({
      name: 'event-log-progress',
      text: `update event_log.group_position set next_position = greatest(next_position, $4)
             where group_id = $1 and topic_id = $2 and partition = $3 and epoch = $5`,
      values: [this.context.groupId, topic.id, partition, position + 1n, this.holding.epoch],
    });
    if (rowCount === 0) this.lose();
    this.checkHeld();
    if (position + 1n > this.position) this.position = position + 1n;
  }

  private checkHeld(): void {
    if (this.lost)
      throw new Error(
        `${this.slot.topic.name}/${this.slot.partition} is no longer held by this member of the group.`,
      );
  }

  private async untilWoken(): Promise<void> {
    if (this.rung || this.aborter.signal.aborted) return;
    await new Promise<void>((resolve) => (this.bell = resolve));
    this.bell = undefined;
  }
}
