import { type DecodedEvent, type EventType, as, decodeRecord } from '@bole/contracts';
import { type LogRecord } from '@bole/event-log';
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

  /** For whoever reads a topic again: what cannot be decoded was rejected when it first came. */
  withoutUndecodable(): DecodedBatch {
    return new DecodedBatch(this.events, []);
  }

  ofType<Data extends z.ZodType>(type: EventType<Data>): Incoming<z.output<Data>>[] {
    return this.events.flatMap(({ record, event }) => {
      const typed = as(event, type);
      return typed === undefined ? [] : [{ record, event: typed }];
    });
  }
}
