import { type AnyEndpoint, API_PREFIX, RouteTable } from '../../apps/gateway/src/http/endpoint';
import { type House } from '../support/house';
import { type Asker } from './askers';

/** What is sent to an endpoint besides who sends it. */
export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined where the answer is no JSON. */
  readonly json: unknown;
}

/** How long a stream that does not end is listened to. */
const LISTENING_MS = 400;
const LIMIT_MS = 20_000;

/** The API of a running house, called by the ids of its endpoints. */
export class Api {
  readonly endpoints: ReadonlyMap<string, AnyEndpoint>;

  constructor(private readonly house: Pick<House, 'url' | 'running'>) {
    const { endpoints } = house.running.part('gateway').get(RouteTable, { strict: false });
    this.endpoints = new Map(endpoints.map((one) => [one.id, one]));
  }

  endpoint(id: string): AnyEndpoint {
    const endpoint = this.endpoints.get(id);
    if (endpoint === undefined) throw new Error(`There is no endpoint ${id}`);
    return endpoint;
  }

  async call(id: string, by: Asker, call: Call = {}): Promise<Answer> {
    const { method, path } = this.endpoint(id);
    const response = await fetch(`${this.house.url}/${API_PREFIX}/${addressOf(path, call)}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...by.headers,
        ...call.headers,
      },
      ...(call.body === undefined
        ? {}
        : { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const text = await textOf(response);
    return { status: response.status, headers: response.headers, text, json: jsonOf(response, text) };
  }

  /** The JSON of a good answer; throws with the answer otherwise. */
  async make<Result = Record<string, unknown>>(id: string, by: Asker, call: Call = {}): Promise<Result> {
    const { status, text, json } = await this.call(id, by, call);
    if (status >= 300) throw new Error(`${id} answered ${status}: ${text.slice(0, 2_000)}`);
    return json as Result;
  }
}

export function addressOf(path: string, { params = {}, query = {} }: Call): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_match, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The path ${path} needs ${name}`);
    return encoded(value);
  });
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as readonly string[]) : [value]).map((one): [string, string] => [
        name,
        String(one),
      ]),
    ),
  ).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** Half of a surrogate pair has no UTF-8; whoever sends one all the same sends these bytes. */
function encoded(text: string): string {
  return text
    .split(/(\p{Surrogate})/u)
    .map((part) => (/^\p{Surrogate}$/u.test(part) ? '%ED%A0%80' : encodeURIComponent(part)))
    .join('');
}

async function textOf(response: Response): Promise<string> {
  if (!/event-stream/.test(response.headers.get('content-type') ?? '')) return response.text();
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  if (reader === undefined) return '';
  let text = '';
  const over = AbortSignal.timeout(LISTENING_MS);
  const ended = new Promise<{ done: true; value?: undefined }>((resolve) =>
    over.addEventListener('abort', () => resolve({ done: true })),
  );
  for (;;) {
    const { done, value } = await Promise.race([reader.read(), ended]);
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return text;
}

function jsonOf(response: Response, text: string): unknown {
  if (!/json/.test(response.headers.get('content-type') ?? '') || text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
