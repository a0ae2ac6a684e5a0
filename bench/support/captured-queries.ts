import { Acting } from '@bole/persistence';
import { Client } from 'pg';

/** One statement as the real handler sent it. */
export interface CapturedQuery {
  readonly pool: CapturedPool;
  /** Of a statement that is prepared once for each connection. */
  readonly name?: string;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What the connection that it was sent over was opened with. */
export interface CapturedPool {
  readonly user: string;
  readonly application: string;
  /** As in `options` of libpq. */
  readonly options?: string;
}

interface SendingClient {
  readonly user?: string;
  readonly connectionParameters: { readonly application_name?: string; readonly options?: string };
}

/** Statements that were under way at the same time; each wave began when the one before had ended. */
export type Wave = readonly CapturedQuery[];

interface Sent extends CapturedQuery {
  readonly began: number;
  ended: number;
}

/** Keeps the statements that are sent to Postgres, over any pool, while `work` is answered for `city` in this process. */
export async function captureQueries(city: string, work: () => Promise<void>): Promise<Wave[]> {
  const sent: Sent[] = [];
  const prototype = Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  let order = 0;
  prototype.query = function (this: SendingClient, ...args: unknown[]): unknown {
    const statement = statementOf(args);
    // Whose scope a connection works in is told it once, not with each request.
    if (Acting.current()?.city !== city || statement === undefined || statement.sql.includes('set_config'))
      return query.apply(this, args);
    const { application_name: application = '', options } = this.connectionParameters;
    const pool = { user: this.user ?? '', application, ...(options === undefined ? {} : { options }) };
    const entry: Sent = { pool, ...statement, began: order++, ended: Infinity };
    sent.push(entry);
    const ended = (): void => void (entry.ended = order++);
    const last = args.at(-1);
    if (typeof last === 'function')
      return query.apply(this, [
        ...args.slice(0, -1),
        (...results: unknown[]) => (ended(), (last as (...all: unknown[]) => unknown)(...results)),
      ]);
    const result = query.apply(this, args);
    if (result instanceof Promise) void result.then(ended, ended);
    return result;
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return wavesOf(sent);
}

function statementOf(args: readonly unknown[]): Omit<CapturedQuery, 'pool'> | undefined {
  const [given, values] = args;
  if (typeof given === 'string') return { sql: given, parameters: Array.isArray(values) ? values : [] };
  const {
    text,
    name,
    values: parameters = [],
  } = given as { text?: string; name?: string; values?: unknown[] };
  return text === undefined ? undefined : { sql: text, parameters, ...(name === undefined ? {} : { name }) };
}

function wavesOf(sent: readonly Sent[]): Wave[] {
  const waves: Sent[][] = [];
  for (const one of sent) {
    const wave = waves.at(-1);
    if (wave?.every(({ ended }) => one.began < ended) === true) wave.push(one);
    else waves.push([one]);
  }
  return waves.map((wave) => wave.map(({ began: _began, ended: _ended, ...captured }) => captured));
}
