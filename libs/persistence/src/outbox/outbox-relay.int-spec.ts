import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '@bole/kernel';
import { type DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { createDataSource } from '../data-source';
import { TypeOrmUnitOfWork } from '../typeorm-unit-of-work';
import { outboxBacklog } from './outbox-backlog';
import { OutboxRelay, type Publisher } from './outbox-relay';

const random = seededRandom(1);

describe('OutboxRelay', () => {
  let database: TestDatabase;
  let source: DataSource;
  let unitOfWork: TypeOrmUnitOfWork;
  let relays: OutboxRelay[];
  let warnings: string[];

  beforeEach(async () => {
    database = await freshDatabase();
    source = await createDataSource(database.connection).initialize();
    unitOfWork = new TypeOrmUnitOfWork(source, { service: 'stable', random });
    [relays, warnings] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    await source.destroy();
    await database.drop();
  });

  const relay = (publisher: Publisher, service = 'stable'): OutboxRelay => {
    const log = {
      info: () => undefined,
      warn: (fields: object) => void warnings.push(JSON.stringify(fields)),
    };
    const made = new OutboxRelay({
      service,
      connection: database.connection,
      publisher,
      random,
      log,
      batchSize: 20,
    });
    relays.push(made);
    made.start();
    return made;
  };
  const emit = (key: string, ...values: number[]): Promise<void> =>
    unitOfWork.run((transaction) =>
      transaction.emit(
        values.map((value) => ({ topic: 'horses', key, value: String(value), headers: { n: 'é' } })),
      ),
    );
  const drained = (): Promise<void> => until(async () => (await outboxBacklog(unitOfWork)).length === 0);
  const killSessions = async (): Promise<void> => {
    await unitOfWork.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'bole-outbox-stable' AND datname = current_database()
          AND EXISTS (SELECT 1 FROM pg_locks WHERE pg_locks.pid = pg_stat_activity.pid AND locktype = 'advisory')`,
    );
  };

  it('carries what its own service emitted, whole and in order per key, under concurrent writers and a standby', async () => {
    await unitOfWork.query(
      `CREATE TABLE horse AS SELECT n AS id, 0 AS version FROM generate_series(0, 4) AS n`,
    );
    const [first, second] = [new Shelf(), new Shelf()];
    relay(first);
    relay(second);
    relay(new Shelf(), 'another');
    const turn = (id: number): Promise<void> =>
      unitOfWork.run(async (transaction) => {
        const [row] = await transaction.query<{ version: number }>(
          `UPDATE horse SET version = version + 1 WHERE id = $1 RETURNING version`,
          [id],
        );
        await transaction.emit([
          { topic: 'horses', key: String(id), value: String(row?.version), headers: {} },
        ]);
      });
    await Promise.all(Array.from({ length: 200 }, (_, n) => turn(n % 5)));
    await drained();

    const [busy, idle] = first.count > 0 ? [first, second] : [second, first];
    expect(idle.count).toBe(0);
    for (const id of ['0', '1', '2', '3', '4']) {
      expect(busy.of(id)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    }
  });

  it('publishes again what a crash left between publish and delete, and loses nothing', async () => {
    const shelf = new Shelf();
    let crashes = 0;
    relay({
      publish: async (records) => {
        await shelf.publish(records);
        if (crashes++ === 0) await killSessions();
      },
    });
    await emit('a', 1, 2, 3);
    await drained();
    expect(shelf.of('a')).toEqual([1, 2, 3, 1, 2, 3]);
    expect(shelf.headers).toEqual({ n: 'é' });
  });

  it('hands over to the standby when the active one loses its session or stops', async () => {
    const [first, second] = [new Shelf(), new Shelf()];
    const active = relay(first);
    await emit('a', 1);
    await drained();
    relay(second);
    await active.stop();
    await emit('a', 2, 3);
    await drained();
    expect([first.of('a'), second.of('a')]).toEqual([[1], [2, 3]]);

    await killSessions();
    await emit('a', 4);
    await drained();
    expect(second.of('a')).toEqual([2, 3, 4]);
  });

  it('goes on trying while the log is down, and says so', async () => {
    const shelf = new Shelf();
    let down = 3;
    relay({
      publish: (records) => (down-- > 0 ? Promise.reject(new Error('no broker')) : shelf.publish(records)),
    });
    await emit('a', 1, 2);
    await drained();
    expect(shelf.of('a')).toEqual([1, 2]);
    expect(warnings).toHaveLength(3);
    expect(warnings[2]).toContain('"attempt":3');
  });

  it('finishes the running batch on stop, and takes no other', async () => {
    const shelf = new Shelf();
    let stopped: Promise<void> | undefined;
    const slow = relay({
      publish: async (records) => {
        stopped ??= slow.stop();
        await sleep(50);
        await shelf.publish(records);
      },
    });
    await emit('a', ...Array.from({ length: 30 }, (_, n) => n));
    await until(async () => stopped !== undefined);
    await stopped;
    expect(shelf.count).toBe(20);
    expect(await outboxBacklog(unitOfWork)).toMatchObject([{ events: 10 }]);
  });
});

/** Keeps what was published, by key. */
class Shelf implements Publisher {
  private readonly kept = new Map<string, number[]>();
  headers: unknown;
  count = 0;

  async publish(records: Parameters<Publisher['publish']>[0]): Promise<void> {
    for (const { key, value, headers } of records) {
      this.kept.set(key, [...this.of(key), Number(value)]);
      this.headers = headers;
      this.count++;
    }
  }

  of(key: string): readonly number[] {
    return this.kept.get(key) ?? [];
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 20_000; !(await holds()); await sleep(20)) {
    if (performance.now() > deadline) throw new Error('it did not come about within 20 s');
  }
}
