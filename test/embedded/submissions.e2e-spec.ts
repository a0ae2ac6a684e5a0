import { encodeEvent, investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import { freshDatabase, onServer, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';

const [SUZHOU, FOSHAN] = ['320500', '440600'] as const;
const { profile: projectProfile } = projectSubmittedV1.golden;

interface Problem {
  readonly code: string;
  readonly field: string;
  readonly expected: string;
}
interface Body {
  readonly code?: string;
  readonly eventId?: string;
  readonly state?: string;
  readonly problems?: readonly (Problem & { readonly value?: string; readonly message: string })[];
  readonly items?: readonly { readonly eventId?: string; readonly problems?: readonly Problem[] }[];
}

/** What a caller who was told "accepted" can learn afterwards, over HTTP, with every answer held to its declaration. */
describe('submissions', () => {
  let database: TestDatabase;
  let house: House;
  const keys = new Map<string, string>();

  beforeAll(async () => {
    database = await freshDatabase();
    house = await startHouse(database.connection, { BOLE_CHECK_ANSWERS: 'on' });
    for (const city of [SUZHOU, FOSHAN]) keys.set(city, await house.key(city));
  });

  afterAll(async () => {
    await house.close();
    await database.drop();
  });

  async function ask(method: string, path: string, body?: unknown, city: string = SUZHOU) {
    const answer = await fetch(`${house.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys.get(city) ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  }
  const submit = async (what: string, body: unknown): Promise<string> => {
    const answer = await ask('POST', what, body);
    expect([what, answer.status]).toEqual([what, 202]);
    return answer.body.eventId ?? '';
  };
  const told = async (eventId: string, city?: string) =>
    (await ask('GET', `submissions/${eventId}`, undefined, city)).body;
  const project = (sourceId: string, zh: string, version?: number) => ({
    source: 'crm',
    sourceId,
    profile: { ...projectProfile, names: { zh } },
    ...(version === undefined ? {} : { version }),
  });
  const signal = (sourceId: string, projectId: string) => ({
    ...{ source: 'desk', sourceId, kind: 'site-visit', occurredAt: '2026-03-01T10:00:00Z' },
    ...{ investor: { source: 'crm', sourceId: 'I' }, project: { source: 'crm', sourceId: projectId } },
  });

  it('say what became of them, to their own city alone, and stay what they became', async () => {
    await submit('investors', { ...investorSubmittedV1.golden, source: 'crm', sourceId: 'I' });
    const waits = await submit('signals', signal('S', 'P2'));
    const twin = await submit('signals', signal('S', 'P2'));
    const first = await submit('projects', project('P1', '一', 2));
    await house.settled();
    expect(await told(waits)).toMatchObject({ kind: 'signal', state: 'parked', problems: [], mend: null });

    const again = await submit('projects', project('P1', '一', 2));
    const late = await submit('projects', project('P1', '零', 1));
    const clash = await submit('projects', project('P1', '二', 2));
    const newer = await submit('projects', project('P1', '三', 3));
    const bulk = await ask('POST', 'projects/bulk', { items: [project('P2', '四')] });
    await house.settled();
    const states: [string, string][] = [
      [first, 'recorded'],
      [again, 'recorded'],
      [late, 'outdated'],
      [newer, 'recorded'],
      [bulk.body.items?.[0]?.eventId ?? '', 'recorded'],
      [waits, 'recorded'],
      [twin, 'recorded'],
    ];
    for (const [eventId, state] of states) expect(await told(eventId)).toMatchObject({ eventId, state });

    const rejected = await told(clash);
    expect(rejected).toMatchObject({
      ...{ kind: 'project', state: 'rejected', mend: { method: 'POST', path: '/api/v1/projects' } },
      problems: [{ code: 'PROFILE_VERSION_REUSED', field: 'version', value: '2' }],
    });
    expect(rejected.problems?.[0]?.message).toMatch(/^同一版本号/);

    expect(await told(first, FOSHAN)).toMatchObject({ status: 404, code: 'SUBMISSION_NOT_FOUND' });
    expect(await told('00000000-0000-4000-8000-000000000000')).toMatchObject({
      code: 'SUBMISSION_NOT_FOUND',
    });
  });

  it('are rejected for their own city alone when what was accepted cannot be read', async () => {
    const eventId = '7b1f0c8e-0000-4000-8000-00000000000a';
    await onServer(
      database.connection,
      `insert into intake.submission (event_id, city, kind, accepted_at)
       values ('${eventId}', '${SUZHOU}', 'project', now())`,
    );
    const meta = { id: eventId, source: '/test', time: '2026-01-01T00:00:00Z' };
    const event = encodeEvent(projectSubmittedV1, projectSubmittedV1.golden, meta);
    await house.log.publish([{ ...event, value: '{"tenant":' }]);
    await house.settled();
    expect(await told(eventId)).toMatchObject({ state: 'rejected', problems: [{ code: 'RECORD_NOT_JSON' }] });
    expect(await told(eventId, FOSHAN)).toMatchObject({ code: 'SUBMISSION_NOT_FOUND' });
  });

  it('of one record in one request are refused unless their versions grow', async () => {
    const [one, other] = [project('B', '甲'), project('B', '乙')];
    const expectedOf = async (path: string, items: readonly unknown[]) =>
      (await ask('POST', path, { items })).body.items?.map(({ problems }) =>
        problems?.map(
          ({ code, field, expected }) => `${code} ${field} ${/items\[\d+\]/.exec(expected)?.[0]}`,
        ),
      );
    const repeated = (at: number) => [`RECORD_REPEATED sourceId items[${at}]`];
    expect(await expectedOf('projects/bulk', [one, project('C', '丙'), other])).toEqual([
      ...[undefined, undefined],
      repeated(0),
    ]);
    const versions = [4, 5, 5, 3, 6].map((version) => ({ ...investorSubmittedV1.golden, version }));
    expect(await expectedOf('investors/bulk', versions)).toEqual([
      ...[undefined, undefined],
      ...[repeated(1), repeated(1), undefined],
    ]);
    const signals = [{ ...signal('T', 'P1'), kind: 'shout' }, signal('T', 'P1'), signal('T', 'P1')];
    expect((await expectedOf('signals/bulk', signals))?.slice(1)).toEqual([undefined, repeated(1)]);
  });
});
