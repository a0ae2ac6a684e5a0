import { Client, Pool, type PoolClient, type QueryResultRow } from 'pg';
import { SearchError } from '../../search-error';

/** How to reach the server: what pg's Pool takes. */
export interface SearchConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** One statement, prepared under its name on first use. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs a prepared statement; its rows. */
export type Run = <Row extends QueryResultRow>(
  statement: Statement,
  values: readonly unknown[],
) => Promise<Row[]>;

const STATEMENT_LIMIT_MS = 60_000;
const CONNECT_LIMIT_MS = 10_000;
const VACUUM_LIMIT_MS = 600_000;
const ATTEMPTS = 5;

/**
 * The pool of the search engine. Its statements are few and known: every one is to walk from terms to the primary key of
 * the postings, whatever the statistics of a table that was empty a minute ago say. So plans are made once per
 * connection, and only of nested loops over indexes.
 */
const SESSION = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_memoize: 'off',
  // Group by hashing: the sort that is left is that of the groups.
  enable_sort: 'off',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  work_mem: '32MB',
};

export class SearchDatabase {
  private readonly pool: Pool;

  constructor(private readonly connection: SearchConnection) {
    this.pool = new Pool({
      ...connection,
      max: 8,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      statement_timeout: STATEMENT_LIMIT_MS,
      query_timeout: STATEMENT_LIMIT_MS + CONNECT_LIMIT_MS,
      idle_in_transaction_session_timeout: STATEMENT_LIMIT_MS,
      application_name: 'bole-search',
      options: Object.entries(SESSION)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
    // A connection that breaks while idle is replaced at the next use; that use reports what is wrong.
    this.pool.on('error', () => undefined);
  }

  /** Outside of a transaction. */
  readonly run: Run = (statement, values) => reported(async () => query(this.pool, statement, values));

  /** In a transaction of its own, at READ COMMITTED. Deadlocks and lost races are tried again, a few times. */
  async transaction<Result>(work: (run: Run) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await reported(() => this.once(work));
      } catch (error) {
        if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
      }
    }
  }

  /** Marks dead rows as free and pages as visible, which lets searches read the index alone. */
  async vacuum(): Promise<void> {
    await reported(async () => {
      const limits = { statement_timeout: VACUUM_LIMIT_MS, query_timeout: VACUUM_LIMIT_MS };
      const client = new Client({ ...this.connection, ...limits, connectionTimeoutMillis: CONNECT_LIMIT_MS });
      await client.connect();
      try {
        await client.query('VACUUM (ANALYZE) search.posting, search.document');
      } finally {
        await client.end();
      }
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async once<Result>(work: (run: Run) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work((statement, values) => query(client, statement, values));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

async function query<Row extends QueryResultRow>(
  on: Pool | PoolClient,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[]> {
  return (await on.query<Row>({ ...statement, values: [...values] })).rows;
}

function isRetryable(error: unknown): boolean {
  const code = error instanceof SearchError ? sqlState(error.cause) : sqlState(error);
  return code === '40001' || code === '40P01';
}

/** The engine's errors as ours: with the server's own words as cause. */
async function reported<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SearchError || isMistake(error)) throw error;
    const state = sqlState(error);
    const words = error instanceof Error && error.message !== '' ? error.message : String(error);
    // Classes 08 and 57 are broken connections and a server that stops; without a state the server was never reached.
    const unreachable = state === undefined || state.startsWith('08') || state.startsWith('57');
    throw unreachable
      ? new SearchError('SEARCH_UNAVAILABLE', `Postgres did not answer: ${words}`, { cause: error })
      : new SearchError('SEARCH_QUERY_FAILED', `Postgres said: ${words}`, { cause: error });
  }
}

/** A fault of the program, not of the server. */
function isMistake(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

/** The five characters of SQLSTATE, one of them a digit: EPIPE is none. */
function sqlState(error: unknown): string | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    /^(?=.*\d)[0-9A-Z]{5}$/.test(String(error.code))
    ? String(error.code)
    : undefined;
}
