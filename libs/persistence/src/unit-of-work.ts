import { type OutboxEvent } from './outbox/outbox-event';
import { type StreamOptions } from './row-stream';

/** One open transaction: SQL, and the events that leave with it. */
export interface Transaction {
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Puts events into the outbox; they leave for the log after, and only after, this transaction commits. */
  emit(events: readonly OutboxEvent[]): Promise<void>;
}

/** Runs work in one transaction: all of it commits, or none. Serialisation failures and deadlocks are retried a few times. */
export interface UnitOfWork {
  run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * Makes one of all the units of work that begin within `work`: they commit together when it ends well, or not at all,
   * also where `work` goes on after one of them failed. Reads by `query` see what was written. `work` runs again after a
   * collision, so it may change nothing but the database, and it may not wait for anything else: it holds a connection.
   */
  join<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Reads outside of a transaction. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * Reads any number of rows, in batches, from one snapshot. In the scope that is acting when this is called; holds a
   * connection from the first batch until the last, or until the reader leaves off. Fails when the reader is too slow.
   */
  stream<Row = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
    options?: StreamOptions,
  ): AsyncIterable<Row[]>;
}

export const UNIT_OF_WORK = Symbol('UnitOfWork');
