import { once } from 'node:events';
import { connect } from 'node:net';
import { Controller, Inject, Module, Req, Res } from '@nestjs/common';
import { UNIT_OF_WORK } from '@bole/persistence';
import { ConfigError, createProcessLog, readConfig, type RunningProcess, startProcess } from '@bole/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AUDIT, AUTHENTICATOR, EDGE_PROVIDERS, Endpoint, endpoint, Input, type InputOf } from '../endpoint';
import { GATEWAY_HTTP } from './gateway-http';
import { SessionCookie } from './session-cookie';

const who = endpoint({
  id: 'who',
  method: 'GET',
  path: 'who',
  tag: 'session',
  access: 'anyone',
  summary: 'Who asks',
  answers: {
    200: { description: 'It.', schema: z.object({ ip: z.string(), token: z.string().nullable() }) },
  },
});
const bulk = endpoint({
  id: 'bulk',
  method: 'POST',
  path: 'bulk',
  tag: 'signals',
  access: 'anyone',
  summary: 'Takes many',
  body: z.object({ items: z.array(z.unknown()) }),
  bodyBytes: 3_000_000,
  ndjson: true,
  answers: { 200: { description: 'How many.', schema: z.object({ count: z.number() }) } },
});

@Controller()
class EdgeController {
  constructor(@Inject(SessionCookie) private readonly cookie: SessionCookie) {}

  @Endpoint(who)
  who(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const token = this.cookie.read(request) ?? null;
    this.cookie.set(reply, 'new', new Date('2030-01-01T00:00:00Z'));
    return { ip: request.ip, token };
  }

  @Endpoint(bulk)
  bulk(@Input() { body }: InputOf<typeof bulk>) {
    return { count: body.items.length };
  }
}

@Module({
  controllers: [EdgeController],
  providers: [
    ...EDGE_PROVIDERS,
    // Nothing here signs in, is audited or comes twice.
    { provide: AUTHENTICATOR, useValue: {} },
    { provide: AUDIT, useValue: {} },
    { provide: UNIT_OF_WORK, useValue: {} },
  ],
})
class EdgeModule {}

describe('the edge', () => {
  const open: RunningProcess[] = [];
  const start = async (environment: Record<string, string> = {}): Promise<RunningProcess> => {
    const config = readConfig({ BOLE_PORT: '0', BOLE_LOG_LEVEL: 'silent', ...environment });
    const running = await startProcess({
      name: 'edge',
      parts: [{ name: 'gateway', module: EdgeModule, http: GATEWAY_HTTP }],
      config,
      onFailure: (error) => {
        throw error;
      },
      given: { log: createProcessLog(config, 'edge') },
    });
    open.push(running);
    return running;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((running) => running.close()));
  });
  const raw = async (running: RunningProcess, text: string): Promise<string> => {
    const socket = connect(Number(new URL(running.url ?? '').port), '127.0.0.1');
    socket.end(text);
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    await once(socket, 'close');
    return answer;
  };

  it('does not listen beyond loopback for plain http, unless told so', async () => {
    await expect(start({ BOLE_HOST: '0.0.0.0' })).rejects.toBeInstanceOf(ConfigError);
    await start({ BOLE_HOST: '0.0.0.0', BOLE_INSECURE_HTTP: 'on' });
    await start({ BOLE_HOST: '0.0.0.0', BOLE_PUBLIC_URL: 'https://bole.example' });
  });

  it('sends what keeps browsers safe; over https for good, with a cookie bound to the host', async () => {
    const plain = await fetch(`${(await start()).url}/api/v1/who`);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    expect(plain.headers.get('set-cookie')).toBe(
      'bole=new; Path=/; Expires=Tue, 01 Jan 2030 00:00:00 GMT; HttpOnly; SameSite=Lax',
    );
    const safe = await fetch(`${(await start({ BOLE_PUBLIC_URL: 'https://bole.example' })).url}/api/v1/who`, {
      headers: { cookie: 'bole=planted; __Host-bole=own' },
    });
    expect(await safe.json()).toMatchObject({ token: 'own' });
    expect(safe.headers.get('set-cookie')).toBe(
      '__Host-bole=new; Path=/; Expires=Tue, 01 Jan 2030 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax',
    );
    expect(Object.fromEntries(safe.headers)).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'content-security-policy':
        "default-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(safe.headers.get('x-powered-by')).toBeNull();
  });

  it('believes X-Forwarded-For of trusted proxies only', async () => {
    const ipAt = async (running: RunningProcess): Promise<unknown> => {
      const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' };
      return ((await (await fetch(`${running.url}/api/v1/who`, { headers })).json()) as { ip: string }).ip;
    };
    expect(await ipAt(await start())).toBe('127.0.0.1');
    expect(await ipAt(await start({ BOLE_TRUSTED_PROXIES: '127.0.0.0/8' }))).toBe('198.51.100.7');
    expect(await ipAt(await start({ BOLE_TRUSTED_PROXIES: '127.0.0.1,198.51.100.7' }))).toBe('203.0.113.9');
  });

  it('answers what is no HTTP with a problem, too', async () => {
    const running = await start();
    expect(await raw(running, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [^]*"code":"REQUEST_MALFORMED"/);
    const long = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`;
    expect(await raw(running, long)).toMatch(/^HTTP\/1.1 431 [^]*"code":"HEADERS_TOO_LARGE"/);
    const twoLengths =
      'POST /api/v1/bulk HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await raw(running, twoLengths)).toMatch(/^HTTP\/1.1 400 /);
  });

  it('takes a larger body, and lines of JSON, where the endpoint says so', async () => {
    const { url } = await start();
    const send = async (type: string, body: string) => {
      const answer = await fetch(`${url}/api/v1/bulk`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      return [
        answer.status,
        ((await answer.json()) as { count?: number; code?: string }).count ?? answer.status,
      ];
    };
    const item = JSON.stringify({ text: 'x'.repeat(1_000) });
    const items = Array.from({ length: 2_000 }, () => item);
    expect(await send('application/json', `{"items":[${items.join(',')}]}`)).toEqual([200, 2_000]);
    expect(await send('application/x-ndjson', `${items.join('\n')}\r\n`)).toEqual([200, 2_000]);
    expect(await send('application/x-ndjson', `${item}\n{`)).toEqual([400, 400]);
    expect(await send('application/json', `{"items":["${'x'.repeat(3_000_000)}"]}`)).toEqual([413, 413]);
  });
});
