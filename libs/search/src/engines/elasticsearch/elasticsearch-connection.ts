import { setTimeout as delay } from 'node:timers/promises';
import { Client, errors } from '@elastic/elasticsearch';
import { SearchError } from '../../search-error';

export interface ElasticsearchOptions {
  readonly url: string;
  readonly apiKey: string | undefined;
  /** Put before the name of every index and alias, e.g. `bole-`. */
  readonly indexPrefix: string;
  /** Copies of each index beside the first; default 0. */
  readonly replicas?: number;
}

const REQUEST_LIMIT_MS = 30_000;

/** The client: three retries on a broken connection or a busy server, none after a timeout. */
export function connect({ url, apiKey }: ElasticsearchOptions): Client {
  return new Client({
    node: url,
    ...(apiKey === undefined ? {} : { auth: { apiKey } }),
    maxRetries: 3,
    requestTimeout: REQUEST_LIMIT_MS,
  });
}

/** Runs one request; what goes wrong comes out as a SearchError with the server's own words. */
export async function asked<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof errors.ElasticsearchClientError ? asSearchError(error) : error;
  }
}

function asSearchError(error: errors.ElasticsearchClientError): SearchError {
  if (!(error instanceof errors.ResponseError))
    return new SearchError('SEARCH_UNAVAILABLE', `Elasticsearch did not answer: ${error.message}`, {
      cause: error,
    });
  const status = error.statusCode ?? 0;
  const words = `Elasticsearch said ${status}: ${error.message}`;
  return status === 429 || status >= 500
    ? new SearchError('SEARCH_UNAVAILABLE', words, { cause: error })
    : new SearchError('SEARCH_QUERY_FAILED', words, { cause: error });
}

/** The HTTP status behind an error, if a server answered at all. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof errors.ResponseError) return error.statusCode;
  return error instanceof SearchError ? statusOf(error.cause) : undefined;
}

const ATTEMPTS = 6;

/**
 * Runs an attempt until it gives a result other than `again`, at most six times within about three seconds.
 * `exhausted` makes the error of the last one.
 */
export async function withRetries<Result>(attempt: () => Promise<Result | Again>): Promise<Result> {
  for (let count = 1; ; count++) {
    const result = await attempt();
    if (!(result instanceof Again)) return result;
    if (count === ATTEMPTS) throw result.error;
    await delay(50 * 2 ** (count - 1));
  }
}

/** An attempt failed with something that may pass. */
export class Again {
  constructor(readonly error: SearchError) {}
}
