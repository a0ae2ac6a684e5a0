import { type z } from 'zod';

/**
 * One version of one event: its name, its topic, its schema and a golden example that a test decodes.
 * A breaking change is another `EventType` beside this one (`….v2`); both are read meanwhile.
 */
export interface EventType<Data extends z.ZodType = z.ZodType> {
  /** CloudEvents `type`, e.g. `bole.investor.submitted.v1`. */
  readonly type: string;
  readonly topic: string;
  readonly summary: string;
  readonly data: Data;
  /** The record's key: what order is kept for, and what compaction keeps the last of. */
  key(data: z.output<Data>): string;
  readonly golden: z.input<Data>;
  /** The largest value that is read, in bytes; a larger one is rejected unparsed. Default 1 MiB. */
  readonly maxValueBytes?: number;
}

export function defineEvent<Data extends z.ZodType>(event: EventType<Data>): EventType<Data> {
  return event;
}

export type DataOf<Type> = Type extends EventType<infer Data> ? z.output<Data> : never;
