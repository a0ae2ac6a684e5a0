import { fixedClock } from '@bole/kernel';
import { Acting } from '@bole/persistence';
import { workAs, type Worker } from '../../../../../../test/support/acting';
import { freshDatabase, onServer, type TestDatabase } from '../../../../../../test/support/database';
import { ExpiredAnswers } from './expired-answers';
import { type IdempotencyEntry, IdempotencyStore } from './idempotency.store';

const [OURS, OTHERS] = ['320500', '330100'] as const;
const START = Date.parse('2026-01-01T00:00:00Z');
const ANSWER = { status: 201, headers: { etag: '"1"' }, body: '{"b":1,"a":2}' };
let attempts = 0;

/** A request that comes `seconds` after the first. */
function request(seconds: number, change: Partial<IdempotencyEntry> = {}): IdempotencyEntry {
  const now = new Date(START + seconds * 1_000);
  return {
    city: OURS,
    caller: 'key:1',
    key: 'k',
    fingerprint: 'same',
    attempt: `attempt-${++attempts}`,
    now,
    leaseUntil: new Date(now.getTime() + 60_000),
    expiresAt: new Date(now.getTime() + 86_400_000),
    ...change,
  };
}

describe('the store of idempotent requests', () => {
  let database: TestDatabase;
  let worker: Worker;
  let store: IdempotencyStore;
  const inCity = <Result>(city: string, work: () => Promise<Result>): Promise<Result> =>
    Acting.run({ city, neighbours: [] }, work);
  const begin = (entry: IdempotencyEntry) => inCity(entry.city, () => store.begin(entry));
  const finish = (entry: IdempotencyEntry) => inCity(entry.city, () => store.finish(entry, ANSWER));

  beforeEach(async () => {
    database = await freshDatabase();
    await onServer(
      database.connection,
      `insert into access.city (code, zh, en) values ('${OURS}', '苏州市', 'Suzhou'), ('${OTHERS}', '杭州市', 'Hangzhou')`,
    );
    worker = await workAs(database.connection, 'bole_gateway', undefined, 'gateway');
    store = new IdempotencyStore(worker.unitOfWork);
  });
  afterEach(async () => {
    await worker.close();
    await database.drop();
  });

  it('gives the answer of the first to those that follow, byte for byte, for a day', async () => {
    const first = request(0);
    expect(await begin(first)).toBeUndefined();
    expect(await begin(request(30))).toEqual({ fingerprint: 'same', answer: null });
    await finish(first);
    expect(await begin(request(86_399))).toEqual({ fingerprint: 'same', answer: ANSWER });
    expect(await begin(request(86_400))).toBeUndefined();
  });

  it('lets a request that never ended run again, which then alone may finish', async () => {
    const lost = request(0);
    const second = request(60);
    expect(await begin(lost)).toBeUndefined();
    expect(await begin(request(59))).toMatchObject({ answer: null });
    expect(await begin(request(61, { fingerprint: 'other' }))).toMatchObject({ fingerprint: 'same' });
    expect(await begin(second)).toBeUndefined();
    const deed = (entry: IdempotencyEntry) =>
      inCity(OURS, () =>
        worker.unitOfWork.join(async () => {
          await store.begin(request(61, { key: `deed of ${entry.attempt}` }));
          await store.finish(entry, ANSWER);
        }),
      );
    await expect(deed(lost)).rejects.toMatchObject({ code: 'REQUEST_IN_PROGRESS' });
    expect(await begin(request(62))).toMatchObject({ answer: null });
    await deed(second);
    await expect(deed(second)).rejects.toThrow();
    expect(await begin(request(63))).toMatchObject({ answer: ANSWER });
    const done = await inCity(OURS, () =>
      worker.unitOfWork.query(`select key from gateway.idempotency where key like 'deed of %'`),
    );
    expect(done).toEqual([{ key: `deed of ${second.attempt}` }]);
  });

  it('holds a key for longer for the attempt alone that has it', async () => {
    const [first, second] = [request(0), request(110)];
    await begin(first);
    await inCity(OURS, () => store.renew(first, new Date(START + 100_000)));
    expect(await begin(request(99))).toMatchObject({ answer: null });
    expect(await begin(second)).toBeUndefined();
    await inCity(OURS, () => store.renew(first, new Date(START + 900_000)));
    expect(await begin(request(171))).toBeUndefined();
  });

  it('keeps callers and cities apart, and clears away what has expired', async () => {
    const first = request(0);
    await begin(first);
    await finish(first);
    expect(await begin(request(1, { caller: 'key:2' }))).toBeUndefined();
    expect(await begin(request(1, { city: OTHERS }))).toBeUndefined();
    const seen = (city: string) =>
      inCity(city, () =>
        worker.unitOfWork.query<{ caller: string }>('select caller from gateway.idempotency order by caller'),
      );
    expect(await seen(OURS)).toEqual([{ caller: 'key:1' }, { caller: 'key:2' }]);
    expect(await seen(OTHERS)).toHaveLength(1);
    await begin(request(90_000, { caller: 'key:3' }));
    expect(await seen(OURS)).toEqual([{ caller: 'key:3' }]);
    await expect(inCity(OTHERS, () => store.begin(request(0)))).rejects.toThrow('row-level security');

    // Also where nobody asks any more, in whatever city.
    const at = (seconds: number) => fixedClock(request(seconds).now.toISOString());
    await new ExpiredAnswers(store, at(86_400)).clear();
    expect([await seen(OURS), await seen(OTHERS)]).toEqual([[{ caller: 'key:3' }], [{ caller: 'key:1' }]]);
    await new ExpiredAnswers(store, at(86_401)).clear();
    expect([await seen(OURS), await seen(OTHERS)]).toEqual([[{ caller: 'key:3' }], []]);
  });
});
