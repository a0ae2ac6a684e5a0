import { setTimeout as sleep } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { EnsurePersonCommand } from '@bole/access';
import { investorSubmittedV1, projectSubmittedV1, signalReportedV1, TOPICS } from '@bole/contracts';
import { derivedId } from '@bole/kernel';
import { csrfTokenOf } from '../../libs/access/src/secret';
import { freshDatabase, type TestDatabase } from '../support/database';
import { EventStream } from '../support/event-stream';
import { type House, startHouse } from '../support/house';

interface Told {
  readonly projectId: string;
  readonly city: string;
  readonly changes: readonly {
    readonly investorId: string;
    readonly score: number;
    readonly was: number | null;
  }[];
}

/** From what is submitted to what listeners hear, through the whole house. */
describe('live leads', () => {
  let database: TestDatabase;
  let house: House;
  const keys: Record<string, string> = {};
  const streams: EventStream[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    house = await startHouse(database.connection);
    for (const city of ['320500', '320200']) keys[city] = await house.key(city);
  });

  afterAll(async () => {
    for (const stream of streams) stream.close();
    await house.close();
    await database.drop();
  });

  const headers = (city: string) => ({ authorization: `Bearer ${keys[city]}` });
  const listen = async (asked: Readonly<Record<string, string>>, query = ''): Promise<EventStream> => {
    const stream = await EventStream.open(`${house.url}/api/v1/events${query}`, asked);
    streams.push(stream);
    return stream;
  };
  const submit = async (city: string, path: string, body: unknown): Promise<string> => {
    const answer = await fetch(`${house.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers(city) },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.status !== 202) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return (JSON.parse(text) as { profileId?: string }).profileId ?? '';
  };
  const project = (city: string, sourceId: string) =>
    submit(city, 'projects', {
      ...projectSubmittedV1.golden,
      sourceId,
      profile: { ...projectSubmittedV1.golden.profile, place: { country: 'CHN', division: city } },
    });
  const told = (stream: EventStream) => stream.dataOf<Told>('leads-changed');
  const until = async (condition: () => boolean, limitMs = 30_000): Promise<void> => {
    const deadline = performance.now() + limitMs;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error(`It did not come about within ${limitMs} ms`);
      await sleep(10);
    }
  };

  it('reach their own city as they are computed, with what they were before', async () => {
    const [suzhou, wuxi] = [await listen(headers('320500')), await listen(headers('320200'))];
    const adviser = await house.person('adviser', '320500');
    const shown = await listen({ cookie: `bole=${adviser.token}` });
    const investor = await submit('320500', 'investors', investorSubmittedV1.golden);
    const [ours, theirs] = [await project('320500', 'ours'), await project('320200', 'theirs')];
    await until(() => told(suzhou).length > 0 && told(wuxi).length > 0);
    await house.settled();

    expect(new Set(told(suzhou).map(({ projectId, city }) => `${city} ${projectId}`))).toEqual(
      new Set([`320500 ${ours}`]),
    );
    expect(new Set(told(wuxi).map(({ projectId, city }) => `${city} ${projectId}`))).toEqual(
      new Set([`320200 ${theirs}`]),
    );
    const [first] = told(suzhou)[0]?.changes ?? [];
    expect(first).toMatchObject({ investorId: investor, was: null });
    expect(told(shown)).toEqual([]);
  });

  it('are told of in full to whoever was away meanwhile', async () => {
    const steady = await listen(headers('320500'));
    const before = await listen(headers('320500'));
    await until(() => before.lastEventId !== undefined && steady.lastEventId !== undefined);
    before.close();
    await submit('320500', 'signals', {
      ...signalReportedV1.golden,
      project: { source: projectSubmittedV1.golden.source, sourceId: 'ours' },
      occurredAt: new Date().toISOString(),
    });
    await until(() => told(steady).length > 0);
    await house.settled();

    const again = await listen({ ...headers('320500'), 'last-event-id': before.lastEventId ?? '' });
    await until(() => told(again).length >= told(steady).length);
    expect(told(again)).toEqual(told(steady));
    const [change] = told(again)[0]?.changes ?? [];
    expect(change?.was).not.toBeNull();
    expect(change?.score).not.toBe(change?.was);
  });

  it('of a city end for who switches to another, and no more of the old one comes', async () => {
    const { token } = await house.person('officer', '320500', 'both');
    await house.running
      .part('operator')
      .get(CommandBus, { strict: false })
      .execute(
        new EnsurePersonCommand({
          ...{ email: 'both-320500@house.example', name: 'both' },
          memberships: ['320500', '320200'].map((city) => ({ city, role: 'officer' as const })),
        }),
      );
    const [steady, stream] = [await listen(headers('320500')), await listen({ cookie: `bole=${token}` })];
    await until(() => steady.lastEventId !== undefined && stream.lastEventId !== undefined);
    const switched = await fetch(`${house.url}/api/v1/session/city`, {
      method: 'PUT',
      headers: {
        ...{ cookie: `bole=${token}`, 'x-csrf-token': csrfTokenOf(token) },
        'content-type': 'application/json',
      },
      body: JSON.stringify({ city: '320200' }),
    });
    expect(switched.status).toBe(200);
    for (const [sourceId, division] of [
      ['ours-too', '320500'],
      ['theirs-too', '320200'],
    ] as const)
      await project(division, sourceId);
    await until(() => told(steady).length > 0 && stream.ended);
    expect(told(stream)).toEqual([]);
    expect(stream.dataOf('closing')).toEqual([{ reason: 'access-ended' }]);

    const [cookie = ''] = switched.headers.getSetCookie();
    const after = { cookie: cookie.split(';')[0] ?? '', 'last-event-id': '0-0' };
    const again = await listen(after);
    await until(() => told(again).length > 0);
    await house.settled();
    expect(new Set(told(again).map(({ city }) => city))).toEqual(new Set(['320200']));
  });

  it('go along with a project that moves: the city that it leaves has none, in lists, files or streams', async () => {
    const feed = async (version: number, division: string) => {
      await house.log.publish([
        {
          topic: TOPICS.inboundProjects.name,
          key: 'feed:moving',
          value: JSON.stringify({
            ...{ source: 'feed', sourceId: 'moving', version },
            profile: { ...projectSubmittedV1.golden.profile, place: { country: 'CHN', division } },
          }),
          headers: {
            ...{ ce_id: `moving-${version}`, ce_type: projectSubmittedV1.type, ce_source: '/feed' },
            ce_time: '2026-01-01T00:00:00Z',
          },
        },
      ]);
      await house.settled();
      return derivedId('prj', 'feed', 'moving');
    };
    const read = async (city: string, path: string) =>
      (await fetch(`${house.url}/api/v1/${path}`, { headers: headers(city) })).text();
    const shown = async (city: string, id: string) => ({
      listed: (JSON.parse(await read(city, `leads?project=${id}`)) as { items: unknown[] }).items.length > 0,
      exported: (await read(city, 'exports/leads?format=ndjson')).includes(id),
    });
    const id = await feed(1, '320500');
    expect(await shown('320500', id)).toEqual({ listed: true, exported: true });
    expect(await shown('320200', id)).toEqual({ listed: false, exported: false });

    const [left, joined] = [await listen(headers('320500')), await listen(headers('320200'))];
    await until(() => left.lastEventId !== undefined && joined.lastEventId !== undefined);
    await feed(2, '320200');
    expect(await shown('320500', id)).toEqual({ listed: false, exported: false });
    expect(await shown('320200', id)).toEqual({ listed: true, exported: true });
    const of = (stream: EventStream) => told(stream).filter(({ projectId }) => projectId === id);
    // What came before the move may be told first: transactions elsewhere on the server hold the feed up.
    const isGone = ({ changes }: { changes: readonly object[] }) =>
      changes.every((change) => 'gone' in change);
    await until(() => of(left).some(isGone) && of(joined).length > 0);
    const went = of(left);
    expect(went.map(isGone).lastIndexOf(false)).toBeLessThan(went.map(isGone).indexOf(true));

    await submit('320200', 'signals', {
      ...signalReportedV1.golden,
      ...{ sourceId: 'after-the-move', project: { id } },
      investor: { id: went[0]?.changes[0]?.investorId },
      occurredAt: new Date().toISOString(),
    });
    const before = of(joined).length;
    await house.settled();
    await until(() => of(joined).length > before);
    expect(of(left)).toEqual(went);
  });

  it('that are signed tell so themselves: a signal like any other, of their own city', async () => {
    const ask = async <Answer>(method: string, path: string, body?: object, city = '320500') => {
      const answer = await fetch(`${house.url}/api/v1/${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers(city) },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Answer };
    };
    await submit('320500', 'investors', investorSubmittedV1.golden);
    const projectId = await project('320500', 'PRJ-SIGNED');
    await house.settled();
    const { body: page } = await ask<{ items: { id: string; score: number; investor: { id: string } }[] }>(
      ...(['GET', `projects/${projectId}/leads`] as const),
    );
    const [lead] = page.items;
    const path = `leads/${lead?.id ?? ''}`;
    const signed = { to: 'signed', on: '2026-01-05', amount: { amount: 8e8, currency: 'CNY' } };
    expect((await ask('POST', `${path}/moves`, signed, '320200')).status).toBe(404);
    expect(await ask('POST', `${path}/moves`, signed)).toMatchObject({
      ...{ status: 200, body: { stage: 'signed', amount: signed.amount, revision: 1 } },
    });
    await house.settled();

    const { body: signals } = await ask<{ items: object[] }>('GET', `signals?project=${projectId}`);
    expect(signals.items).toMatchObject([
      {
        kind: 'signing',
        source: 'bole-leads',
        occurredAt: '2026-01-04T16:00:00.000Z',
        amount: signed.amount,
      },
    ]);
    expect((await ask('GET', `signals?project=${projectId}`, undefined, '320200')).body).toMatchObject({
      items: [],
    });
    const { body: after } = await ask<{ score: number }>('GET', path);
    expect(after.score).not.toBe(lead?.score);
    expect((await ask('GET', `${path}/life`)).body).toMatchObject({ stage: 'signed', state: 'open' });
  });
});
