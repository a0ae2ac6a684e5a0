import { type StageOf } from './attack';
import { raw } from './raw';

/** HTTP itself, bent. */
export function describeHttp(stage: StageOf): void {
  const url = () => stage().house.url;
  const key = () => stage().cities.own.askers.key.headers['authorization'] ?? '';
  const head = (line: string, ...headers: string[]) =>
    `${[line, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`;

  it.each([
    [
      'both lengths',
      ['Content-Length: 6', 'Transfer-Encoding: chunked'],
      '0\r\n\r\nGET /api/v1/projects HTTP/1.1\r\nHost: x\r\n\r\n',
    ],
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6'], 'hello!'],
    ['a hidden encoding', ['Transfer-Encoding: xchunked', 'Content-Length: 3'], 'abc'],
    [
      'an encoding twice',
      ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity', 'Content-Length: 3'],
      '0\r\n\r\n',
    ],
    ['a length with a sign', ['Content-Length: +3'], 'abc'],
    ['a blank before the colon', ['Transfer-Encoding : chunked'], '0\r\n\r\n'],
    ['a folded header', ['X-A: b\r\n c: d', 'Content-Length: 0'], ''],
    ['a bare line feed', ['X-A: b\nTransfer-Encoding: chunked', 'Content-Length: 3'], 'abc'],
  ])('smuggles no second request past %s', async (_what, headers, body) => {
    const request = head(
      'POST /api/v1/notes HTTP/1.1',
      `Authorization: ${key()}`,
      'Content-Type: application/json',
      ...headers,
    );
    const { statuses } = await raw(url(), [request + body]);
    expect(statuses).toHaveLength(1);
    expect(statuses[0]).toBe(400);
  });

  it('answers each of two requests on one connection by itself', async () => {
    const first = head('GET /api/v1/projects HTTP/1.1', `Authorization: ${key()}`);
    const second = head('GET /api/v1/projects HTTP/1.1', 'Connection: close');
    expect((await raw(url(), [first + second])).statuses).toEqual([200, 401]);
  });

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'QUERY', 'PURGE', 'MKCOL', 'get', 'PO ST'])(
    '%s does nothing',
    async (method) => {
      const { statuses } = await raw(url(), [
        head(`${method} /api/v1/projects HTTP/1.1`, `Authorization: ${key()}`, 'Connection: close'),
      ]);
      expect(statuses.length).toBeLessThanOrEqual(1);
      for (const status of statuses) expect([400, 404, 405, 501]).toContain(status);
    },
  );

  it('takes no other method from a header, a query or a form', async () => {
    const { projects } = stage().cities.own;
    const headers = {
      authorization: key(),
      'x-http-method-override': 'DELETE',
      'x-method-override': 'DELETE',
    };
    const answer = await fetch(`${url()}/api/v1/projects/${projects.city}`, { headers });
    expect(answer.status).toBe(200);
    expect((await fetch(`${url()}/api/v1/projects?_method=POST`, { headers })).status).toBe(422);
  });

  it.each([
    '/docs/assets/..%2f..%2f..%2fpackage.json',
    '/docs/assets/../../../package.json',
    '/docs/assets/%2e%2e/%2e%2e/package.json',
    '/docs/assets/..%5c..%5cpackage.json',
    '/docs/assets/%252e%252e%252fpackage.json',
    '/docs/assets/%00',
    '/docs/assets//etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '//etc/passwd',
    '/api/v1/../../package.json',
    '/api/v1/projects/..%2f..%2fhealth',
    '/api/v1/exports/..%2fcontacts',
  ])('%s leads nowhere', async (path) => {
    const { statuses, text } = await raw(url(), [head(`GET ${path} HTTP/1.1`, 'Connection: close')]);
    expect([400, 401, 404]).toContain(statuses[0]);
    expect(text).not.toMatch(/"private": true|root:/);
  });

  it('answers nothing of what Host and X-Forwarded-Host say', async () => {
    for (const path of ['/docs', '/api/v1/openapi.json', '/api/v1/nowhere', '/sign-in/return']) {
      const { text } = await raw(url(), [
        `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\nConnection: close\r\n\r\n`,
      ]);
      expect(text).not.toContain('evil.example');
    }
    const { statuses } = await raw(url(), ['GET /api/v1/projects HTTP/1.1\r\nConnection: close\r\n\r\n']);
    expect(statuses).toEqual([400]);
  });

  it('refuses headers and addresses that are too long, and goes on', async () => {
    const long = 'a'.repeat(20_000);
    expect((await raw(url(), [head('GET /health/ready HTTP/1.1', `X-Long: ${long}`)])).statuses).toEqual([
      431,
    ]);
    const many = Array.from({ length: 3_000 }, (_, at) => `X-${at}: 1`);
    expect((await raw(url(), [head('GET /health/ready HTTP/1.1', ...many)])).statuses).toEqual([431]);
    const [status] = (
      await raw(url(), [head(`GET /api/v1/projects?q=${'a'.repeat(10_000)} HTTP/1.1`, 'Connection: close')])
    ).statuses;
    expect(status).toBe(414);
    expect((await raw(url(), [head('GET /health/ready HTTP/1.1', 'Connection: close')])).statuses).toEqual([
      200,
    ]);
  });

  it('is not held up by whoever sends slowly, and has a limit for it', async () => {
    const slow = Array.from({ length: 50 }, () =>
      raw(url(), ['POST /api/v1/notes HTTP/1.1\r\nHost: localhost\r\nX-A: '], 1_500),
    );
    const began = performance.now();
    expect((await fetch(`${url()}/api/v1/projects`, { headers: { authorization: key() } })).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(10_000);
    await Promise.all(slow);
    const server = stage().server();
    expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
    expect(server.headersTimeout).toBeLessThanOrEqual(60_000);
    expect(server.requestTimeout).toBeGreaterThan(0);
    expect(server.maxConnections).toBeGreaterThan(0);
  });

  it('writes what is sent into no line of the log but as data', async () => {
    const before = stage().logLines().length;
    await fetch(`${url()}/api/v1/projects?q=x%0a%7b%22level%22%3a%22fatal%22%7d`, {
      headers: {
        authorization: key(),
        'x-correlation-id': '{"level":"fatal"}',
        'user-agent': '\\n{"level":"fatal"}',
      },
    });
    await fetch(`${url()}/api/v1/a%0d%0a%7b%22level%22:%22fatal%22%7d`, {
      headers: { authorization: key() },
    });
    const lines = stage().logLines().slice(before);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect((JSON.parse(line) as { level: string }).level).not.toBe('fatal');
  });
}
