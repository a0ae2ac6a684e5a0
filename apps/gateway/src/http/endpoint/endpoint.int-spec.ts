import { Module } from '@nestjs/common';
import { type Permission, PERMISSIONS, type Principal } from '@bole/access';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import {
  createProcessLog,
  EnginesModule,
  ON_REQUEST,
  readConfig,
  type RunningProcess,
  startProcess,
} from '@bole/platform';
import { freshDatabase, type TestDatabase } from '../../../../../test/support/database';
import { GATEWAY_HTTP } from '../edge/gateway-http';
import { type Audit, AUDIT, type AuditRecord, AUTHENTICATOR, EDGE_PROVIDERS } from '.';
import { CITY, ThingsController } from './things.fixtures';

function principal(kind: 'person' | 'key', ...permissions: Permission[]): Principal {
  return {
    kind,
    id: `${kind}-1`,
    name: kind,
    city: CITY,
    role: kind === 'key' ? undefined : 'officer',
    permissions: new Set(permissions),
    scope: { city: CITY, neighbours: [] },
    ...(kind === 'key' ? {} : { session: { id: 's1', csrfToken: 'right-token' } }),
  };
}

const recorded: AuditRecord[] = [];
let auditWorks = true;

@Module({
  imports: [EnginesModule.forService('gateway', ON_REQUEST)],
  controllers: [ThingsController],
  providers: [
    ...EDGE_PROVIDERS,
    {
      provide: AUTHENTICATOR,
      useValue: {
        bySession: async (token: string) =>
          token === 'tok' ? principal('person', ...PERMISSIONS) : undefined,
        byKey: async (key: string) =>
          key === 'bole_all'
            ? {
                ...principal('key', ...PERMISSIONS),
                rateLimit: { limit: 60, remaining: 59, resetSeconds: 30 },
              }
            : key === 'bole_none'
              ? principal('key')
              : undefined,
      },
    },
    {
      provide: AUDIT,
      inject: [UNIT_OF_WORK],
      useFactory: (unitOfWork: UnitOfWork): Audit => ({
        record: async (entry: AuditRecord) => {
          if (!auditWorks) throw new Error('the audit is full');
          recorded.push(entry);
        },
        together: (deed) => unitOfWork.join(deed),
      }),
    },
  ],
})
class ThingsModule {}

const KEY = { authorization: 'Bearer bole_all' };
const SESSION = { cookie: 'bole=tok' };

describe('an endpoint', () => {
  let database: TestDatabase;
  let running: RunningProcess;

  beforeAll(async () => {
    database = await freshDatabase();
    const { user, password, host, port, database: name } = database.connection;
    const config = readConfig({
      BOLE_DATABASE: `postgres://${user}:${password}@${host}:${port}/${name}`,
      BOLE_PORT: '0',
      BOLE_LOG_LEVEL: 'silent',
      BOLE_CHECK_ANSWERS: 'on',
    });
    running = await startProcess({
      name: 'test',
      parts: [{ name: 'gateway', module: ThingsModule, http: GATEWAY_HTTP }],
      config,
      onFailure: (error) => {
        throw error;
      },
      given: { log: createProcessLog(config, 'test') },
    });
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });
  beforeEach(() => {
    recorded.splice(0);
    auditWorks = true;
  });

  const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) => {
    const response = await fetch(`${running.url}/api/v1/${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as { code?: string; errors?: { field: string; code: string }[] }) : text,
    };
  };
  const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

  it('lets in by key, runs in the scope of who asks, and says how much may still be asked', async () => {
    const answer = await ask('GET', 'things/1', KEY);
    expect(answer).toMatchObject({ status: 200, body: { id: '1', scope: CITY } });
    expect(answer.headers.get('ratelimit-remaining')).toBe('59');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['nobody', {}, 401, 'SIGN_IN_NEEDED'],
    ['an unknown key', { authorization: 'Bearer bole_x' }, 401, 'KEY_INVALID'],
    ['another scheme', { authorization: 'Basic Ym9sZTpib2xl', ...SESSION }, 401, 'KEY_INVALID'],
    ['an unknown session', { cookie: 'bole=other' }, 401, 'SIGN_IN_NEEDED'],
    ['a key without the permission', { authorization: 'Bearer bole_none' }, 403, 'PERMISSION_MISSING'],
    ['a session without its CSRF token', SESSION, 403, 'CSRF_TOKEN_INVALID'],
    [
      'a session with a wrong CSRF token',
      { ...SESSION, 'x-csrf-token': 'wrong-token' },
      403,
      'CSRF_TOKEN_INVALID',
    ],
    [
      'a page of another site',
      { ...SESSION, 'x-csrf-token': 'right-token', 'sec-fetch-site': 'cross-site' },
      403,
      'CROSS_SITE_REFUSED',
    ],
    [
      'a page of another origin, by an old browser',
      { ...SESSION, 'x-csrf-token': 'right-token', origin: 'https://evil.example' },
      403,
      'CROSS_SITE_REFUSED',
    ],
  ])('refuses %s, before it reads the body', async (_who, headers, status, code) => {
    const answer = await ask('POST', 'things/1/echoes', headers, '{ this is no JSON');
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="Bole"' : null);
  });

  it('lets a session in with its CSRF token, from our own pages', async () => {
    const headers = { ...SESSION, 'x-csrf-token': 'right-token', 'sec-fetch-site': 'same-origin' };
    const answer = await ask('POST', 'things/1/echoes?limit=2&kind=a', headers, { name: '伯乐' });
    expect(answer).toMatchObject({ status: 200, body: { id: '1', limit: 2, name: '伯乐', city: CITY } });
  });

  it.each([
    ['a number out of bounds', '?limit=0', { name: 'x' }, 422, 'FIELD_TOO_SMALL limit'],
    ['an empty number', '?limit=', { name: 'x' }, 422, 'FIELD_TYPE_INVALID limit'],
    ['a number written otherwise', '?limit=1e0', { name: 'x' }, 422, 'FIELD_TYPE_INVALID limit'],
    ['a wrong item of a list', '?kind=a&kind=c', { name: 'x' }, 422, 'FIELD_INVALID kind.1'],
    ['an unknown query field', '?role=administrator', { name: 'x' }, 422, 'FIELD_UNKNOWN role'],
    ['an unknown language', '?lang=fr', { name: 'x' }, 422, 'LANGUAGE_UNKNOWN lang'],
    ['NUL in the query', '?kind=%00', { name: 'x' }, 422, 'TEXT_UNSTORABLE kind'],
    ['an unknown field', '', { name: 'x', city: '320500' }, 422, 'FIELD_UNKNOWN city'],
    [
      'an unknown field inside',
      '',
      { name: 'x', more: { n: 1, admin: true } },
      422,
      'FIELD_UNKNOWN more.admin',
    ],
    ['NUL in a text', '', { name: 'x\u0000' }, 422, 'TEXT_UNSTORABLE name'],
    ['half of a surrogate pair', '', '{"name":"x\\ud800"}', 422, 'TEXT_UNSTORABLE name'],
    [
      'a prototype',
      '',
      '{"name":"x","any":{"__proto__":{"admin":true}}}',
      422,
      'FIELD_UNKNOWN any.__proto__',
    ],
    [
      'a constructor’s prototype',
      '',
      '{"name":"x","any":{"constructor":{"prototype":{}}}}',
      422,
      'FIELD_UNKNOWN any.constructor',
    ],
    [
      'a depth of 200,000',
      '',
      `{"name":"x","any":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      422,
      'JSON_TOO_DEEP',
    ],
    [
      'too many members',
      '',
      `{"name":"x","any":[${'0,'.repeat(20_000)}0]}`,
      422,
      'JSON_TOO_MANY_MEMBERS body',
    ],
    ['half of a JSON', '', '{"name":', 400, 'JSON_MALFORMED'],
    ['no body', '', undefined, 400, 'BODY_MISSING'],
    ['a body too large', '', { name: 'x'.repeat(1_100_000) }, 413, 'BODY_TOO_LARGE'],
    ['a URL too long', `?kind=${'a'.repeat(9_000)}`, { name: 'x' }, 414, 'URL_TOO_LONG'],
  ])('refuses %s', async (_what, query, body, status, problem) => {
    const answer = await ask('POST', `things/1/echoes${query}`, KEY, body);
    const { code, errors } = answer.body as { code: string; errors?: { code: string; field: string }[] };
    const [first] = errors ?? [];
    const found = first === undefined ? code : `${first.code} ${first.field}`;
    expect([answer.status, found.slice(0, problem.length)]).toEqual([status, problem]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('takes nothing but JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/x-ndjson']) {
      const answer = await ask('POST', 'things/1/echoes', { ...KEY, 'content-type': type }, 'name=x');
      expect([answer.status, codeOf(answer)]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
    }
  });

  it('tells an unknown address from a method that an address does not take', async () => {
    expect(await ask('GET', 'nothing', KEY)).toMatchObject({
      status: 404,
      body: { code: 'ROUTE_NOT_FOUND' },
    });
    const answer = await ask('DELETE', 'things/1');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT']);
    const malformed = await ask('GET', 'things/%ff', KEY);
    expect([malformed.status, codeOf(malformed)]).toEqual([400, 'REQUEST_MALFORMED']);
  });

  it('answers in the language that is asked for', async () => {
    const title = async (headers: Record<string, string>) =>
      ((await ask('GET', 'nothing', headers)).body as { title?: string }).title;
    expect(await title({ 'accept-language': 'fr, en;q=0.5, zh;q=0.4' })).toBe('There is no such address');
    expect(await title({ 'accept-language': 'zh-TW' })).toBe('没有这个地址');
  });

  it('answers 304 to whoever has it already, by revision or by its bytes', async () => {
    const first = await ask('GET', 'things/1', KEY);
    const etag = first.headers.get('etag') ?? '';
    const again = await ask('GET', 'things/1', { ...KEY, 'if-none-match': `"other", W/${etag}` });
    expect([again.status, again.body]).toEqual([304, '']);
    expect((await ask('GET', 'things/2', { ...KEY, 'if-none-match': etag })).status).toBe(200);
    expect((await ask('GET', 'things/revised', KEY)).headers.get('etag')).toBe('"7"');
    expect((await ask('HEAD', 'things/revised', KEY)).headers.get('etag')).toBe('"7"');
  });

  it.each([
    [undefined, 428, 'IF_MATCH_NEEDED'],
    ['"6"', 412, 'REVISION_MOVED_ON'],
    ['W/"7"', 412, 'REVISION_MOVED_ON'],
    ['nonsense', 412, 'REVISION_MOVED_ON'],
    ['"7"', 204, undefined],
    ['*', 204, undefined],
  ])('takes a change with If-Match %s: %i', async (given, status, code) => {
    const answer = await ask('PUT', 'things/1', given === undefined ? {} : { 'if-match': given });
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it('streams in the scope of who asks', async () => {
    const answer = await ask('GET', 'stream', KEY);
    expect(answer.body).toBe(`${CITY}\n`.repeat(3));
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%E7%BA%BF%E7%B4%A2.csv");
  });

  it('leaves its entry in the audit, and fails where it cannot', async () => {
    await ask('POST', 'counts', KEY, {});
    expect(recorded).toMatchObject([
      { action: 'count.made', object: { kind: 'count' }, caller: { id: 'key-1' } },
    ]);
    const { before, after } = recorded[0] ?? {};
    expect(Number(after)).toBe(Number(before) + 1);
    auditWorks = false;
    expect(await ask('POST', 'counts', KEY, {})).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
  });

  it('answers once per Idempotency-Key', async () => {
    const again = { ...KEY, 'idempotency-key': 'one' };
    const answers = await Promise.all([1, 2, 3].map(() => ask('POST', 'counts', again, {})));
    const good = answers.filter(({ status }) => status === 201);
    expect(good.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status !== 201).map(codeOf)).toEqual(
      Array.from({ length: 3 - good.length }, () => 'REQUEST_IN_PROGRESS'),
    );
    const replay = await ask('POST', 'counts', again, {});
    expect(replay).toMatchObject({ status: 201, body: good[0]?.body });
    expect(replay.headers.get('idempotency-replayed')).toBe('true');
    expect(recorded).toHaveLength(1);

    expect(codeOf(await ask('POST', 'counts', again, { fail: false }))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(codeOf(await ask('POST', 'counts', { ...KEY, 'idempotency-key': 'a b' }, {}))).toBe(
      'IDEMPOTENCY_KEY_INVALID',
    );
    // Another caller's key of the same name is another key.
    const other = await ask(
      'POST',
      'counts',
      { ...SESSION, 'x-csrf-token': 'right-token', 'idempotency-key': 'one' },
      {},
    );
    expect(other.body).not.toEqual(replay.body);
  });

  it('frees the key when the request failed', async () => {
    const headers = { ...KEY, 'idempotency-key': 'two' };
    expect((await ask('POST', 'counts', headers, { fail: true })).status).toBe(500);
    expect((await ask('POST', 'counts', headers, { fail: true })).status).toBe(500);
  });

  it('does not do again what was done where only its entry in the audit failed, but makes up for that', async () => {
    const headers = { ...KEY, 'idempotency-key': 'three' };
    auditWorks = false;
    expect(codeOf(await ask('POST', 'counts', headers, {}))).toBe('INTERNAL');
    expect(codeOf(await ask('POST', 'counts', headers, {}))).toBe('INTERNAL');
    auditWorks = true;
    const next = (await ask('POST', 'counts', KEY, {})).body as { count: number };
    const entries = recorded.length;
    const count = next.count - 1;
    for (let times = 0; times < 2; times++)
      expect(await ask('POST', 'counts', headers, {})).toMatchObject({ status: 201, body: { count } });
    expect(recorded.slice(entries)).toMatchObject([
      { action: 'count.made', caller: { id: 'key-1' }, before: count - 1, after: count },
    ]);
  });

  it('refuses a key where it would change nothing, but to read', async () => {
    const headers = { ...KEY, 'idempotency-key': 'four' };
    expect(await ask('POST', 'things/1/echoes', headers, { name: 'x' })).toMatchObject({
      status: 400,
      body: { code: 'IDEMPOTENCY_KEY_NOT_HONOURED' },
    });
    expect((await ask('PUT', 'things/1', { ...headers, 'if-match': '"7"' })).status).toBe(400);
    expect((await ask('GET', 'things/1', headers)).status).toBe(200);
  });
});
