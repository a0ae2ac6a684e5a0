import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStream } from '../../../../../test/support/event-stream';
import { leadsChanged } from './events.endpoints';
import {
  lead,
  limits,
  ListeningHouse,
  revisions,
  SUZHOU,
  told,
  type Told,
  until,
  WUXI,
} from './listening.fixtures';

describe('GET /events', () => {
  let house: ListeningHouse;

  beforeEach(async () => {
    house = await ListeningHouse.open();
  });
  afterEach(() => house.close());

  it('streams what the schema says, under the headers of the API, and shows that it is alive', async () => {
    const stream = await house.listen();
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await until(() => stream.lastEventId !== undefined);
    expect(stream.retryMs).toBe(3_000);
    const began = stream.lastEventId;
    await house.writeQuietly('p-1', [lead('i-1', 2, 1)]);
    await until(() => stream.events.length > 0);
    expect(stream.events[0]).toMatchObject({
      name: 'leads-changed',
      id: expect.stringMatching(/^\d+-\d+$/) as string,
    });
    const [data] = stream.dataOf('leads-changed');
    expect(leadsChanged.parse(data)).toEqual(data);
    expect(data).toMatchObject({ projectId: 'p-1', city: SUZHOU, changes: [lead('i-1', 2, 1)] });

    const beats = stream.comments.length;
    await until(() => stream.comments.length > beats + 1);
    expect(stream.lastEventId).not.toBe(began);
    expect(stream.events).toHaveLength(1);
  });

  it('tells each city its own, an adviser what was shared with it, and everyone what they asked for', async () => {
    limits.listeners = 10;
    const suzhou = await house.listen();
    const wuxi = await house.listen('bole_wuxi');
    const adviser = await house.listen('bole_adviser');
    const project = await house.listen('bole_suzhou', '?project=p-2');
    const investor = await house.listen('bole_suzhou', '?investor=i-2');
    const best = await house.listen('bole_second', '?minScore=5');
    await house.write('p-1', [lead('i-1', 1), lead('i-2', 6), lead('i-3', 2, 7)]);
    await house.write('p-w', [lead('i-1', 1)], WUXI);
    await house.write('p-2', [lead('i-1', 1)]);
    await house.write('p-shared', [lead('i-2', 1)]);
    await house.write('p-end', [lead('i-2', 9)]);
    await house.write('p-end', [lead('i-2', 9)], WUXI);
    await until(() => told(suzhou).includes('p-end') && told(wuxi).includes('p-end'));
    expect(told(suzhou)).toEqual(['p-1', 'p-2', 'p-shared', 'p-end']);
    expect(told(wuxi)).toEqual(['p-w', 'p-end']);
    expect(told(adviser)).toEqual(['p-shared']);
    expect(told(project)).toEqual(['p-2']);
    const narrowed = (stream: EventStream) =>
      stream
        .dataOf<Told>('leads-changed')
        .map(({ projectId, changes }) => [projectId, ...changes.map(({ investorId }) => investorId)]);
    expect(narrowed(investor)).toEqual([
      ['p-1', 'i-2'],
      ['p-shared', 'i-2'],
      ['p-end', 'i-2'],
    ]);
    expect(narrowed(best)).toEqual([
      ['p-1', 'i-2', 'i-3'],
      ['p-end', 'i-2'],
    ]);
    // What is missed is read under the same rule.
    const resumed = await house.listen('bole_adviser', '?after=0-0');
    await until(() => told(resumed).length > 0 && resumed.comments.length > 0);
    expect(told(resumed)).toEqual(['p-shared']);
  });

  it('is heard at once when the bell rings, and resumed after any cut without a gap or a repeat', async () => {
    limits.pollMs = 60_000;
    // Those that were cut may still count when the next one comes.
    limits.perCaller = limits.listeners = 100;
    const { bell } = house;
    const steady = await house.listen();
    await until(() => steady.lastEventId !== undefined);
    const start = steady.lastEventId;
    let writing = true;
    const writer = async (name: string): Promise<void> => {
      for (let at = 0; at < 60; at++) {
        // Transactions overlap, and commit in another order than they began.
        await house.service.unitOfWork.run(async (transaction) => {
          const insert = `insert into matching.lead_change (city, project_id, changes) values ('320500', $1, '[]')`;
          await transaction.query(insert, [`${name}-${at}-a`]);
          if (at % 3 === 0) await sleep(15);
          await transaction.query(insert, [`${name}-${at}-b`]);
        });
        bell.ring([SUZHOU]);
      }
    };
    const written = Promise.all(['x', 'y', 'z'].map(writer)).finally(() => (writing = false));
    const received: number[] = [];
    let after = start;
    for (let cuts = 0; writing; cuts++) {
      const stream = await house.listen('bole_second', '', { after });
      const enough = 1 + (cuts % 9);
      await until(() => revisions(stream).length >= enough || !writing);
      stream.close();
      received.push(...revisions(stream));
      // One that was cut before its first word leaves the client with the id that it had.
      after = stream.lastEventId ?? after;
    }
    await written;
    const last = await house.listen('bole_second', `?after=${after}`);
    await until(() => received.length + revisions(last).length >= 360 && revisions(steady).length >= 360);
    received.push(...revisions(last));
    const { rows } = await house.owner.query<{ seq: string }>(
      `select seq from matching.lead_change order by xid, seq`,
    );
    const all = rows.map(({ seq }) => Number(seq));
    expect(all).toHaveLength(360);
    expect(revisions(steady)).toEqual(all);
    expect(received).toEqual(all);
  });

  it('tells who comes too late to read the lists anew, and goes on from now', async () => {
    await house.write('p-1');
    await house.write('p-2');
    await house.owner.query(
      `with gone as (delete from matching.lead_change where project_id = 'p-1' returning xid, seq)
       update matching.lead_feed_start set xid = gone.xid, seq = gone.seq from gone`,
    );
    const stream = await house.listen('bole_suzhou', '', { after: '3-1' });
    await until(() => stream.events.length > 0);
    expect(stream.events[0]).toMatchObject({ name: 'reset', data: { reason: 'too-old' } });
    await house.write('p-3');
    await until(() => told(stream).includes('p-3'));
    expect(stream.dataOf('reset')).toHaveLength(1);
    const resumed = await house.listen('bole_suzhou', '', { after: stream.events[0]?.id });
    await until(() => told(resumed).includes('p-3'));
    expect(resumed.dataOf('reset')).toHaveLength(0);
  });

  it('answers HEAD, and refuses an id that it never gave', async () => {
    const headers = { authorization: 'Bearer bole_suzhou' };
    const head = await fetch(`${house.running.url}/api/v1/events`, { method: 'HEAD', headers });
    expect([head.status, head.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    const wrong = await fetch(`${house.running.url}/api/v1/events?after=1-x`, { headers });
    expect(wrong.status).toBe(422);
    expect(house.live.size).toBe(0);
  });
});
