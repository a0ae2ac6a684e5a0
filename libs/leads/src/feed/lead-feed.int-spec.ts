import { setTimeout as sleep } from 'node:timers/promises';
import { Acting, ALL_CITIES, type ActingScope, asRole } from '@bole/persistence';
import { Client } from 'pg';
import { type Worker, workAs } from '../../../../test/support/acting';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { comparePlaces } from './feed-cursor';
import { dropForeignFeed, pruneLeadFeed } from './feed-pruning';
import { type ProjectChange } from './lead-change';
import { LeadFeed } from './lead-feed';

const SUZHOU: ActingScope = { city: '320500', neighbours: ['320200'] };
const ADVISER: ActingScope = { ...SUZHOU, projects: ['p-2'] };
const WUXI: ActingScope = { city: '320200', neighbours: ['320500'] };

describe('LeadFeed', () => {
  let database: TestDatabase;
  let gateway: Worker;
  let service: Worker;
  let feed: LeadFeed;

  beforeEach(async () => {
    database = await freshDatabase();
    gateway = await workAs(database.connection, 'bole_gateway');
    service = await workAs(database.connection, 'bole_service', ALL_CITIES);
    feed = new LeadFeed(gateway.unitOfWork);
  });

  afterEach(async () => {
    await gateway.close();
    await service.close();
    await database.drop();
  });

  /** A writer of its own, in a transaction that stays open until told. */
  const writer = async (): Promise<Client> => {
    const client = new Client({ ...asRole(database.connection, 'bole_service') });
    await client.connect();
    await client.query(`select set_config('bole.city', '*', false)`);
    await client.query('begin');
    return client;
  };
  const put = (client: Pick<Client, 'query'>, project: string, city = '320500') =>
    client.query(
      `insert into matching.lead_change (city, project_id, changes) values ('${city}', '${project}', '[]')`,
    );
  const write = (project: string, city = '320500') =>
    service.unitOfWork.query(
      `insert into matching.lead_change (city, project_id, changes) values ($1, $2, '[]')`,
      [city, project],
    );
  const pageAfter = (cursor: string, scope = SUZHOU, limit = 100) =>
    Acting.run(scope, () => feed.readAfter(cursor, limit));
  /** Reads on until `count` rows have come: transactions elsewhere on the server may hold the feed up. */
  const follow = async (
    cursor: string,
    count: number,
    scope = SUZHOU,
    limit = 100,
  ): Promise<ProjectChange[]> => {
    const found: ProjectChange[] = [];
    for (let at = cursor; found.length < count;) {
      const page = await pageAfter(at, scope, limit);
      found.push(...page.changes);
      at = page.next;
      if (!page.more) await sleep(10);
    }
    return found;
  };
  const projectsOf = (changes: readonly ProjectChange[]) => changes.map(({ projectId }) => projectId);

  it('loses nothing and tells nothing twice when transactions commit in another order than they began', async () => {
    const start = await feed.latest();
    const first = await writer();
    await put(first, 'p-1');
    const second = await writer();
    await put(second, 'p-2');
    await second.query('commit');

    // What is committed stays back while one that began before it may still put something ahead of it.
    const between = await pageAfter(start);
    expect(between).toMatchObject({ changes: [], waiting: true, lost: false });
    await put(first, 'p-3');
    await first.query('commit');

    const all = await follow(between.next, 3);
    expect(projectsOf(all)).toEqual(['p-1', 'p-3', 'p-2']);
    expect((await pageAfter(all[2]?.cursor ?? '')).changes).toEqual([]);
    expect(projectsOf(await follow(all[0]?.cursor ?? '', 2))).toEqual(['p-3', 'p-2']);
    await Promise.all([first.end(), second.end()]);
  });

  it('pages without a gap, whatever the length of a page, and goes on behind what it has read', async () => {
    const start = await feed.latest();
    for (let at = 0; at < 7; at++) await write(`p-${at}`);
    const all = ['p-0', 'p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'p-6'];
    for (const limit of [1, 2, 7, 100])
      expect(projectsOf(await follow(start, 7, SUZHOU, limit))).toEqual(all);

    const places = (await follow(start, 7)).map(({ cursor }) => cursor);
    expect([...places].sort(comparePlaces)).toEqual(places);
    const end = await pageAfter(places[6] ?? '');
    expect(end.changes).toEqual([]);
    expect(comparePlaces(end.next, places[6] ?? '')).toBeGreaterThan(0);
    await write('p-7');
    expect(projectsOf(await follow(end.next, 1))).toEqual(['p-7']);
  });

  it('shows a city its own rows and an adviser what was shared with it', async () => {
    const start = await feed.latest();
    await write('p-1');
    await write('p-w', '320200');
    await write('p-2');
    expect(projectsOf(await follow(start, 2))).toEqual(['p-1', 'p-2']);
    expect(projectsOf(await follow(start, 1, ADVISER))).toEqual(['p-2']);
    expect(projectsOf(await follow(start, 1, WUXI))).toEqual(['p-w']);
    expect((await feed.readAfter(start, 100)).changes).toEqual([]);
    expect((await pageAfter(start, ALL_CITIES)).changes).toEqual([]);
  });

  it('finds a city’s rows by its index, under row-level security too', async () => {
    await service.unitOfWork.query(
      `insert into matching.lead_change (city, project_id, changes)
       select lpad((n % 50)::text, 6, '0'), 'p-' || n, '[]' from generate_series(1, 5000) as n`,
    );
    const owner = new Client({ ...database.connection });
    await owner.connect();
    await owner.query('analyze matching.lead_change');
    await owner.end();
    const plan = await Acting.run(SUZHOU, () =>
      gateway.unitOfWork.query<{ 'QUERY PLAN': string }>(
        `explain select * from matching.lead_change where (xid, seq) > ('5'::xid8, 7) and xid < '99999999'::xid8
         order by xid, seq limit 20`,
      ),
    );
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toMatch(/Index Scan (using|on) lead_change_city/);
    expect(lines).toMatch(/Index Cond:.*city = .*ROW\(xid, seq\) > ROW.*xid < /);
  });

  it('forgets what is older than a week, and says so to whoever has missed it', async () => {
    const start = await feed.latest();
    const now = new Date();
    const weekAgo = new Date(now.getTime() - 7 * 86_400_000 - 1_000);
    for (const [project, at] of [
      ['p-1', weekAgo],
      ['p-2', weekAgo],
      ['p-3', now],
    ] as const)
      await service.unitOfWork.query(
        `insert into matching.lead_change (city, project_id, changes, at) values ('320500', $1, '[]', $2)`,
        [project, at],
      );
    const places = (await follow(start, 3)).map(({ cursor }) => cursor);
    expect((await pageAfter(start)).lost).toBe(false);

    expect(await pruneLeadFeed(service.unitOfWork, now)).toBe(2);
    expect(await pruneLeadFeed(service.unitOfWork, now)).toBe(0);
    expect(await feed.oldest()).toBe(places[1]);
    expect(await pageAfter(start)).toMatchObject({ lost: true });
    expect(await pageAfter(places[1] ?? '')).toMatchObject({ lost: false, changes: [{ projectId: 'p-3' }] });
  });

  it('lets go of another life’s rows after a restore', async () => {
    const start = await feed.latest();
    await service.unitOfWork.query(
      `insert into matching.lead_change (xid, city, project_id, changes) values ('900000000000', '320500', 'p-old', '[]')`,
    );
    await service.unitOfWork.query(`update matching.lead_feed_start set xid = '800000000000'`);
    expect((await pageAfter('900000000000-3')).lost).toBe(true);
    await dropForeignFeed(service.unitOfWork);
    await write('p-new');
    const found = await follow(await feed.oldest(), 1);
    expect(projectsOf(found)).toEqual(['p-new']);
    expect(comparePlaces(found[0]?.cursor ?? '', start)).toBeGreaterThan(0);
    expect((await pageAfter(found[0]?.cursor ?? '')).lost).toBe(false);
  });

  it.each(['', '1', '-1-2', '1-2-3', '99999999999999999999-1', '1-9999999999999999999', "1-1'"])(
    'refuses the cursor %j',
    async (cursor) => {
      await expect(pageAfter(cursor)).rejects.toThrow('CURSOR_INVALID');
    },
  );
});
