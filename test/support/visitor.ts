/** Whoever uses Bole as a browser does: keeps cookies, and sends the session's CSRF token with changes. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  csrfToken: string | undefined;

  constructor(private readonly url: string) {}

  /** Asks the API. The answer's JSON is undefined where there is none. */
  async ask<Json = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<VisitorAnswer<Json>> {
    const csrf = method === 'GET' || this.csrfToken === undefined ? {} : { 'x-csrf-token': this.csrfToken };
    const response = await this.open(`/api/v1/${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...csrf,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (text === '' ? undefined : JSON.parse(text)) as Json;
    return { status: response.status, headers: response.headers, json };
  }

  /** Loads an address of the house with the cookies, and follows nothing. */
  async open(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
      signal: AbortSignal.timeout(20_000),
    });
    for (const given of response.headers.getSetCookie()) this.keep(given);
    return response;
  }

  /** Signs in by `path`, and takes the token along that changes have to bear. */
  async signIn<Json = Record<string, never>>(path: string, body: unknown): Promise<VisitorAnswer<Json>> {
    const answer = await this.ask<Json>('POST', path, body);
    this.csrfToken = (answer.json as { csrfToken?: string } | undefined)?.csrfToken;
    return answer;
  }

  private keep(given: string): void {
    const [pair = '', ...flags] = given.split('; ');
    const [name = '', value = ''] = pair.split('=');
    const over = flags.some((flag) => /^expires=/i.test(flag) && Date.parse(flag.slice(8)) < Date.now());
    if (over || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export interface VisitorAnswer<Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json;
}
