import { type EventLog, type OutgoingRecord } from '@bole/event-log';

/** Publishes records in batches, in order, holding one batch at most. */
export class BatchPublisher {
  private batch: OutgoingRecord[] = [];
  private bytes = 0;
  private sent = 0;

  constructor(
    private readonly log: Pick<EventLog, 'publish'>,
    private readonly size = 500,
  ) {}

  /** Records that the log has taken, durably. */
  get published(): number {
    return this.sent;
  }

  async add(record: OutgoingRecord): Promise<void> {
    this.batch.push(record);
    this.bytes += record.value?.length ?? 0;
    if (this.batch.length >= this.size || this.bytes >= MOST_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.batch.length === 0) return;
    await this.log.publish(this.batch);
    this.sent += this.batch.length;
    this.batch = [];
    this.bytes = 0;
  }
}

/** A batch of long texts is sent before it fills the memory. */
const MOST_BYTES = 8_388_608;
