import { setTimeout as sleep } from 'node:timers/promises';
import { LARGE, limits, ListeningHouse, revisions, told, until } from './listening.fixtures';

describe('the bounds of GET /events', () => {
  let house: ListeningHouse;

  beforeEach(async () => {
    house = await ListeningHouse.open();
  });
  afterEach(() => house.close());

  it('cuts a listener that does not read while the others go on, and lets it catch up', async () => {
    const good = await house.listen();
    const slow = await house.listen('bole_second', '', { paused: true });
    await until(() => house.live.size === 2 && good.lastEventId !== undefined);
    let rounds = 0;
    // The network itself takes some megabytes before anything waits in the gateway.
    for (; rounds < 1_000 && house.live.size === 2; rounds++) {
      await house.write('p-large', LARGE);
      await until(() => revisions(good).length === rounds + 1);
    }
    expect(house.live.size).toBe(1);
    expect(rounds).toBeGreaterThan(2);
    await house.write('p-after');
    await until(() => told(good).includes('p-after'));

    slow.resume();
    await until(() => slow.ended);
    const seen = revisions(slow);
    const again = await house.listen('bole_second', '', { after: slow.lastEventId });
    await until(() => told(again).includes('p-after'));
    expect([...seen, ...revisions(again)]).toEqual(revisions(good));
  });

  it('cuts nobody who reads, however much comes at once', async () => {
    const readers = [await house.listen(), await house.listen()];
    await house.service.unitOfWork.query(
      `insert into matching.lead_change (city, project_id, changes)
       select '320500', 'p-' || n, $1 from generate_series(1, 300) as n`,
      [JSON.stringify(LARGE)],
    );
    await until(() => readers.every((stream) => told(stream).length === 300));
    expect(readers.map((stream) => stream.ended)).toEqual([false, false]);
  });

  it('takes so many of one caller and so many in all, and says when to come again', async () => {
    const refused = (who: string) =>
      house.listen(who).then(
        () => undefined,
        ({ status, headers }: { status: number; headers: Record<string, string> }) => ({
          status,
          retry: headers['retry-after'],
        }),
      );
    for (let at = 0; at < 4; at++) await house.listen();
    expect(await refused('bole_suzhou')).toEqual({ status: 429, retry: '30' });
    const first = await house.listen('bole_second');
    await house.listen('bole_wuxi');
    expect(await refused('bole_wuxi')).toEqual({ status: 503, retry: '30' });
    first.close();
    await until(() => house.live.size === 5);
    await house.listen('bole_wuxi');
    expect(await refused('bole_unread')).toMatchObject({ status: 403 });
    expect(await refused('bole_nobody')).toMatchObject({ status: 401 });
  });

  it('tells nothing to those whose standing has ended, though nobody had looked for long', async () => {
    const other = await house.listen('bole_second');
    const gone = [await house.listen('bole_suzhou'), await house.listen('bole_officer')];
    await house.write('p-1');
    await until(() => [other, ...gone].every((stream) => told(stream).includes('p-1')));
    await house.owner.query(`update access.api_key set revoked_at = now() where id = 'keysuzho'`);
    await house.owner.query(`update access.person set disabled_at = now() where id = 'officer'`);
    // More than is read at once.
    for (let at = 0; at < 150; at++) await house.writeQuietly(`q-${at}`);
    await house.write('p-2');
    await until(() => told(other).includes('p-2') && gone.every(({ ended }) => ended));
    for (const stream of gone) {
      expect(told(stream)).toEqual(['p-1']);
      expect(stream.dataOf('closing')).toEqual([{ reason: 'access-ended' }]);
    }
    expect(told(other)).toHaveLength(152);

    // What was missed is not told either, to a key that may not read leads any more.
    await house.owner.query(`update access.api_key set scopes = '{projects:read}' where id = 'keysecon'`);
    const missed = await house.listen('bole_second', '', { after: '0-0' });
    await until(() => missed.ended);
    expect(told(missed)).toEqual([]);
  });

  it('ends the stream of who may not listen any more when there is nothing to tell, too', async () => {
    limits.standingMs = 100;
    const stream = await house.listen();
    await house.owner.query(`update access.api_key set scopes = '{projects:read}' where id = 'keysuzho'`);
    await until(() => stream.ended);
    expect(stream.dataOf('closing')).toEqual([{ reason: 'access-ended' }]);
  });

  it('goes on when the database was gone', async () => {
    const stream = await house.listen();
    await house.write('p-1');
    await until(() => told(stream).includes('p-1'));
    for (let times = 0; times < 3; times++) {
      await house.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bole_gateway' and datname = current_database()`,
      );
      await sleep(50);
    }
    await house.write('p-2');
    await until(() => told(stream).includes('p-2'));
    expect(told(stream)).toEqual(['p-1', 'p-2']);
    expect(stream.ended).toBe(false);
  });

  it('ends a stream after its longest time, to be opened anew', async () => {
    limits.longestMs = 300;
    const stream = await house.listen();
    await until(() => stream.ended);
    expect(stream.dataOf('closing')).toEqual([{ reason: 'renewal' }]);
  });

  it('says good-bye when the process stops, and is not held up by who does not listen', async () => {
    const good = await house.listen();
    const deaf = await house.listen('bole_second', '', { paused: true });
    await until(() => house.live.size === 2);
    // Until the network is full: then something waits in the gateway that nobody will ever take.
    for (let rounds = 0; rounds < 1_000 && house.live.waitingBytes === 0; rounds++) {
      await house.write('p-large', LARGE);
      await until(() => revisions(good).length === rounds + 1);
    }
    // It would wait for ever for the one whose connection takes nothing.
    await house.running.close();
    await until(() => good.ended);
    expect(good.dataOf('closing')).toEqual([{ reason: 'stopping' }]);
    expect(good.retryMs).toBeGreaterThanOrEqual(500);
    deaf.resume();
    await until(() => deaf.ended);
  });
});
