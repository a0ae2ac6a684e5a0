import { type QueryRunner } from 'typeorm';

export interface StreamOptions {
  /** Rows fetched at a time, and held; default 2,000. */
  readonly batch?: number;
  /** The whole must have been read within this time, for it keeps old rows from being cleaned up; default 30 minutes. */
  readonly limitMs?: number;
}

const BATCH = 2_000;
const LIMIT_MS = 30 * 60_000;
/** One fetch. */
const STATEMENT_LIMIT = '60s';
/** How long the reader may take over a batch before Postgres ends the connection, and with it the stream. */
const IDLE_LIMIT = '60s';

/** What a stream was not read within. */
export class StreamTooSlowError extends Error {
  override readonly name = 'StreamTooSlowError';
}

/**
 * Rows of a query in batches, by a cursor in one read-only snapshot; the next batch is fetched when it is asked for, so
 * that a slow reader slows the database and fills no memory. Ends its transaction in every case; `runner` is the caller's.
 */
export async function* fetchRows<Row>(
  runner: QueryRunner,
  sql: string,
  parameters: readonly unknown[],
  { batch = BATCH, limitMs = LIMIT_MS }: StreamOptions,
): AsyncGenerator<Row[], void, undefined> {
  const deadline = performance.now() + limitMs;
  await runner.startTransaction('REPEATABLE READ');
  try {
    await runner.query('set transaction read only');
    await runner.query(`set local statement_timeout = '${STATEMENT_LIMIT}'`);
    await runner.query(`set local idle_in_transaction_session_timeout = '${IDLE_LIMIT}'`);
    // A plan that gives its first rows at once, and so need not keep or sort all of them first.
    await runner.query('set local cursor_tuple_fraction = 0.001');
    await runner.query(`declare streamed no scroll cursor for ${sql}`, [...parameters]);
    for (;;) {
      const rows = (await runner.query(`fetch ${batch} from streamed`)) as Row[];
      if (rows.length > 0) yield rows;
      if (rows.length < batch) return;
      if (performance.now() > deadline)
        throw new StreamTooSlowError(`The rows were not read within ${limitMs} ms`);
    }
  } finally {
    // A connection that is gone has rolled back by itself; what matters is the first error.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
  }
}
