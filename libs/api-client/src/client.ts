import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { errorOf } from './problem';
import { type paths } from './schema';

export interface BoleClientOptions {
  /** Where Bole is reached, e.g. https://bole.example */
  readonly baseUrl: string;
  /** An API key, `bole_…`. Without one the browser's session counts. */
  readonly key?: string;
  /** The session's CSRF token, for changes; a function is asked each time. */
  readonly csrf?: string | (() => string | undefined);
  /** The language of texts and problems. */
  readonly language?: 'zh' | 'en';
  /** In place of the global one, for tests. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export type BoleClient = Client<paths>;

/**
 * A typed client of the API: `const { data } = await bole.GET('/api/v1/projects/{id}', { params: { path: { id } } })`.
 * Every call rejects with a BoleApiError where Bole answers with a problem, so that `data` is there when it resolves
 * (but after a 304).
 */
export function createBoleClient({ baseUrl, key, csrf, language, fetch }: BoleClientOptions): BoleClient {
  const client = createClient<paths>({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  const manners: Middleware = {
    onRequest({ request }) {
      if (key !== undefined) request.headers.set('authorization', `Bearer ${key}`);
      if (language !== undefined) request.headers.set('accept-language', language);
      const token = typeof csrf === 'function' ? csrf() : csrf;
      if (token !== undefined && request.method !== 'GET') request.headers.set('x-csrf-token', token);
      return request;
    },
    async onResponse({ request, response }) {
      if (!response.ok && response.status !== 304) throw await errorOf(request, response);
      return response;
    },
  };
  client.use(manners);
  return client;
}
