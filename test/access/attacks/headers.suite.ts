import { raw } from './raw';
import { type StageOf } from './attack';

/** What comes with every answer, whatever it is. */
export function describeHeaders(stage: StageOf): void {
  const url = (path: string) => `${stage().house.url}${path}`;
  const key = () => stage().cities.own.askers.key.headers;

  /** Of each kind one: path, request, status. */
  const KINDS: readonly (readonly [
    name: string,
    path: () => string,
    init: () => RequestInit,
    status: number,
  ])[] = [
    ['a good answer', () => '/api/v1/projects', () => ({ headers: key() }), 200],
    ['a file', () => '/api/v1/exports/projects', () => ({ headers: key() }), 200],
    ['the contract', () => '/api/v1/openapi.json', () => ({}), 200],
    ['a page', () => '/docs', () => ({}), 200],
    ['no sign-in', () => '/api/v1/projects', () => ({}), 401],
    ['no permission', () => '/api/v1/people', () => ({ headers: key() }), 403],
    ['no such thing', () => '/api/v1/projects/none', () => ({ headers: key() }), 404],
    ['no such address', () => '/nowhere', () => ({}), 404],
    ['no such address of the API', () => '/api/v1/nowhere', () => ({ headers: key() }), 404],
    ['another method', () => '/api/v1/projects', () => ({ method: 'DELETE', headers: key() }), 405],
    ['a broken address', () => '/api/v1/projects/%ff', () => ({ headers: key() }), 400],
    ['a long address', () => `/api/v1/projects?q=${'a'.repeat(9_000)}`, () => ({ headers: key() }), 414],
    ['health', () => '/health/ready', () => ({}), 200],
    ['a preflight', () => '/api/v1/projects', () => ({ method: 'OPTIONS', headers: PREFLIGHT }), 405],
  ];

  it.each(KINDS)('%s tells a browser to do nothing with it', async (_name, path, init, status) => {
    const { headers, ...request } = init();
    const answer = await fetch(url(path()), {
      ...request,
      headers: { ...(headers as Record<string, string>), origin: 'https://evil.example' },
    });
    await answer.body?.cancel();
    expect(answer.status).toBe(status);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|\*/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    // Nobody else's page may read any of it, and nobody is told what it runs on.
    const names = [...answer.headers.keys()];
    expect(names.filter((name) => /^access-control-|^server$|^x-powered-by$/.test(name))).toEqual([]);
    expect(answer.headers.get('cache-control') ?? 'no-store').toMatch(/no-store|no-cache|max-age/);
  });

  it('answers of the API are kept by nobody, but for the contract', async () => {
    for (const path of ['/api/v1/projects', '/api/v1/leads', '/api/v1/exports/leads', '/api/v1/session']) {
      const answer = await fetch(url(path), { headers: key() });
      await answer.body?.cancel();
      expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store']);
    }
  });

  it('what is no HTTP is told so, and no more', async () => {
    const { statuses, text } = await raw(stage().house.url, ['NONSENSE\r\n\r\n']);
    expect(statuses).toEqual([400]);
    expect(text).toMatch(/connection: close/i);
    expect(text).toMatch(/x-content-type-options: nosniff/);
    expect(text).not.toMatch(/node|fastify|stack/i);
  });
}

const PREFLIGHT = {
  origin: 'https://evil.example',
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
};
