import { setTimeout as sleep } from 'node:timers/promises';
import { investorSubmittedV1, projectSubmittedV1, signalReportedV1 } from '@bole/contracts';
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
});
