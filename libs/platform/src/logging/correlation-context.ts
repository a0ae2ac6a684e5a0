import { AsyncLocalStorage } from 'node:async_hooks';

/** What the present piece of work belongs to; stands in every line that is logged meanwhile. */
export interface Correlation {
  /** The request or the event that began it all. */
  readonly correlationId?: string;
  /** The event being worked on. */
  readonly eventId?: string;
  /** The records being worked on: where they lie in the event log. */
  readonly topic?: string;
  readonly partition?: number;
  readonly firstPosition?: string;
  readonly lastPosition?: string;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Carries the correlation through asynchronous work. */
export const CorrelationContext = {
  run<Result>(correlation: Correlation, work: () => Result): Result {
    return storage.run(correlation, work);
  },
  current(): Correlation | undefined {
    return storage.getStore();
  },
} as const;
