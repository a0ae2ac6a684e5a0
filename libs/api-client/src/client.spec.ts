import { createBoleClient } from './client';
import { BoleApiError } from './problem';

const problem = {
  type: '/docs/problems#RATE_LIMITED',
  title: 'Too many requests',
  status: 429,
  code: 'RATE_LIMITED',
  instance: '/api/v1/projects',
};

/** A client, the requests that it sent, and what they are answered. */
function client(answer: Response, options: Partial<Parameters<typeof createBoleClient>[0]> = {}) {
  const sent: Request[] = [];
  const bole = createBoleClient({
    baseUrl: 'https://bole.example',
    ...options,
    fetch: async (request) => {
      sent.push(request);
      return answer.clone();
    },
  });
  return { bole, sent };
}

describe('createBoleClient', () => {
  it('asks with the key, in the language, and gives the data', async () => {
    const { bole, sent } = client(Response.json({ items: [], next: null }), {
      key: 'bole_1',
      language: 'en',
    });
    const { data } = await bole.GET('/api/v1/projects', { params: { query: { q: '储能', limit: 3 } } });
    expect(data?.items).toEqual([]);
    expect(sent[0]?.url).toBe('https://bole.example/api/v1/projects?q=%E5%82%A8%E8%83%BD&limit=3');
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer bole_1');
    expect(sent[0]?.headers.get('accept-language')).toBe('en');
  });

  it('brings the CSRF token along with a change only', async () => {
    const { bole, sent } = client(Response.json({ items: [], next: null }), { csrf: () => 'token' });
    await bole.GET('/api/v1/projects');
    await bole.POST('/api/v1/signals', {
      body: {
        source: 's',
        sourceId: '1',
        investor: { id: 'i' },
        project: { id: 'p' },
        kind: 'call',
        occurredAt: '2026-01-01T00:00:00Z',
      },
    });
    expect(sent.map(({ headers }) => headers.get('x-csrf-token'))).toEqual([null, 'token']);
  });

  it('rejects with the problem, and when to ask again', async () => {
    const answer = new Response(JSON.stringify(problem), {
      status: 429,
      headers: {
        'content-type': 'application/problem+json; charset=utf-8',
        'retry-after': '7',
        'x-correlation-id': 'c1',
      },
    });
    const failed = client(answer).bole.GET('/api/v1/projects');
    await expect(failed).rejects.toBeInstanceOf(BoleApiError);
    await expect(failed).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 7,
      correlationId: 'c1',
    });
  });

  it('says so where something else answers', async () => {
    const answer = new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } });
    const failed = client(answer).bole.GET('/api/v1/projects');
    await expect(failed).rejects.toMatchObject({ code: 'NOT_A_PROBLEM', status: 502 });
  });
});
