import { type DecodedEvent, type EventType, as, decodeRecord } from '@bole/contracts';
import {
  type Batch,
  type EventLog,
  type LogRecord,
  type Subscription,
  type SubscribeOptions,
} from '@bole/event-log';
import { type z } from 'zod';
import { type Rejection } from './rejection';

/** An event together with the record that brought it. */
export interface Incoming<Data> {
  readonly record: LogRecord;
  readonly event: DecodedEvent<Data>;
}

/** What one batch of records holds: events in order, and the records that hold none. */
export class DecodedBatch {
  private constructor(
    readonly events: readonly Incoming<unknown>[],
    readonly undecodable: readonly Rejection[],
  ) {}

  static of(records: readonly LogRecord[]): DecodedBatch {
    const events: Incoming<unknown>[] = [];
    const undecodable: Rejection[] = [];
    for (const record of records) {
      const decoded = decodeRecord(record);
      if (decoded.ok) events.push({ record, event: decoded.value });
      else undecodable.push({ record, problems: decoded.problems });
    }
    return new DecodedBatch(events, undecodable);
  }

  ofType<Data extends z.ZodType>(type: EventType<Data>): Incoming<z.output<Data>>[] {
    return this.events.flatMap(({ record, event }) => {
      const typed = as(event, type);
      return typed === undefined ? [] : [{ record, event: typed }];
    });
  }
}

/** Subscribes a handler that sees decoded events; it must apply or reject all of them before it resolves. */
export function subscribeDecoded(
  log: EventLog,
  options: SubscribeOptions,
  handle: (batch: DecodedBatch, raw: Batch) => Promise<void>,
): Promise<Subscription> {
  return log.subscribe(options, (batch) => handle(DecodedBatch.of(batch.records), batch));
}
