import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { each, ENDS_SESSIONS, goodCall, type StageOf, timed } from './attack';
import { exampleBody, injections } from './strings';

const LONG = 100_000;
/** Each is a way to make a careless pattern try again and again. */
const LONG_TEXTS: readonly string[] = [
  `${'a'.repeat(LONG)}!`,
  ' '.repeat(LONG),
  `${'a.'.repeat(LONG / 2)}@`,
  `${'1 '.repeat(LONG / 2)}`,
  'a'.repeat(LONG),
  '\t'.repeat(LONG / 2) + 'x',
  `${'a@'.repeat(LONG / 2)}`,
  `https://${'a.'.repeat(LONG / 2)}`,
  '-'.repeat(LONG),
  '"'.repeat(LONG),
];
/** Far above what the slowest machine needs for 100 kB, far below what a pattern of polynomial time takes. */
const BOUND_MS = 2_000;

/** What would keep the process busy, or fill it. */
export function describeResources(stage: StageOf, endpointIds: readonly string[]): void {
  const admin = () => stage().cities.own.askers.people.administrator;
  const post = (id: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    const { method, path } = stage().api.endpoint(id);
    return fetch(`${stage().house.url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...admin().headers, ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  };
  const codeOf = async (answer: Response) =>
    (await answer.json()) as { code?: string; errors?: { code: string }[] };

  it.each(endpointIds.filter((id) => !ENDS_SESSIONS.includes(id)))(
    '%s answers long texts at once',
    async (id) => {
      const { api } = stage();
      const endpoint = api.endpoint(id);
      if (endpoint.body === undefined) return;
      const { call: good } = await goodCall(stage(), id, admin());
      const call = { ...good, body: exampleBody(endpoint) ?? good.body };
      const faults: string[] = [];
      // The patterns themselves are tried with all of them below.
      const tries = [
        ...injections({ ...endpoint, params: undefined, query: undefined }, call, LONG_TEXTS.slice(0, 4)),
      ].filter(({ where }) => where.startsWith('body'));
      await each(tries, 1, async ({ where, call: long }) => {
        const { status, ms } = await timed(api.call(id, admin(), long));
        if (status >= 500 || ms > BOUND_MS) faults.push(`${where}: ${status} after ${Math.round(ms)} ms`);
      });
      expect(faults).toEqual([]);
    },
  );

  it('its patterns read 100 kB in no time, without the limits of length before them', () => {
    const faults: string[] = [];
    let patterns = 0;
    for (const endpoint of stage().api.endpoints.values())
      for (const schema of [endpoint.params, endpoint.query, endpoint.body])
        for (const pattern of patternsOf(schema)) {
          patterns++;
          for (const text of LONG_TEXTS) {
            const began = performance.now();
            new RegExp(pattern.source, pattern.flags).test(text);
            const ms = performance.now() - began;
            if (ms > BOUND_MS / 4)
              faults.push(`${endpoint.id} ${pattern.source}: ${Math.round(ms)} ms for ${text.slice(0, 12)}…`);
          }
        }
    expect([...new Set(faults)]).toEqual([]);
    expect(patterns).toBeGreaterThan(20);
  });

  it.each<[string, () => string, number, string]>([
    ['brackets in brackets', () => `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 422, 'JSON_TOO_DEEP'],
    ['objects in objects', () => `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 422, 'JSON_TOO_DEEP'],
    [
      'very many members',
      () => `{${Array.from({ length: 50_000 }, (_, at) => `"k${at}":1`).join()}}`,
      422,
      'JSON_TOO_MANY_MEMBERS',
    ],
    ['an endless number', () => `{"text":${'9'.repeat(100_000)}}`, 422, 'FIELD_'],
    ['a number beyond all', () => `{"text":1e400}`, 422, 'FIELD_'],
    ['a prototype', () => `{"__proto__":{"text":"x"},"text":"y"}`, 422, 'FIELD_UNKNOWN'],
    ['an unfinished text', () => `{"text":"`, 400, 'JSON_MALFORMED'],
    ['bytes that are no UTF-8', () => '', 400, 'JSON_MALFORMED'],
  ])('refuses %s', async (what, body, status, code) => {
    const sent = what.includes('UTF-8') ? Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) : body();
    const answer = await post('addNote', sent);
    expect(answer.status).toBe(status);
    const problem = await codeOf(answer);
    expect([problem.code, ...(problem.errors ?? []).map((one) => one.code)].join()).toContain(code);
  });

  it('of two members of one name the last counts, for the checks as for the work', async () => {
    const { projects } = stage().cities.own;
    const body = `{"projectId":"${stage().cities.foreign.projects.city}","projectId":"${projects.city}","text":"first","text":"second"}`;
    const answer = await post('addNote', body);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ projectId: projects.city, text: 'second' });
  });

  it('refuses bodies that are too large, packed, or of a type of their own', async () => {
    const large = await post('addNote', `{"text":"${'x'.repeat(2_000_000)}"}`);
    expect([large.status, (await codeOf(large)).code]).toEqual([413, 'BODY_TOO_LARGE']);
    const packed = gzipSync(Buffer.alloc(5_000_000, ' '));
    const zipped = await post('addNote', packed, { 'content-encoding': 'gzip' });
    expect([400, 415]).toContain(zipped.status);
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/jsonp',
    ])
      expect((await post('addNote', '{"text":"x"}', { 'content-type': type })).status).toBe(415);
    expect((await post('addNote', '{"text":"x"}', { 'content-type': 'application/x-ndjson' })).status).toBe(
      415,
    );
  });

  it('still answers', async () => {
    expect((await fetch(`${stage().house.url}/health/ready`)).status).toBe(200);
  });
}

/** The regular expressions of a schema, those of its parts included. */
function patternsOf(schema: z.ZodType | undefined): RegExp[] {
  if (schema === undefined) return [];
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const found = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
    ([, source]) => JSON.parse(source ?? '""') as string,
  );
  return [...new Set(found)].map((source) => new RegExp(source, 'u'));
}
