import { seededRandom } from '@bole/kernel';
import { type DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { createDataSource } from './data-source';
import { outboxBacklog } from './outbox/outbox-backlog';
import { Acting } from './scope/acting-scope';
import { TypeOrmUnitOfWork } from './typeorm-unit-of-work';

const EVENT = { topic: 'horses', key: 'h1', value: '{}', headers: { ce_id: '1' } };

describe('TypeOrmUnitOfWork', () => {
  let database: TestDatabase;
  let source: DataSource;
  let unitOfWork: TypeOrmUnitOfWork;

  beforeEach(async () => {
    database = await freshDatabase();
    source = await createDataSource(database.connection, { poolSize: 2 }).initialize();
    unitOfWork = new TypeOrmUnitOfWork(source, { service: 'stable', random: seededRandom(1) });
    await unitOfWork.query(`CREATE TABLE horse (name text PRIMARY KEY, speed int NOT NULL)`);
    await unitOfWork.query(`INSERT INTO horse VALUES ('a', 1), ('b', 1)`);
  });
  afterEach(async () => {
    await source.destroy();
    await database.drop();
  });

  it('commits rows and events together, and returns the rows of an UPDATE', async () => {
    const rows = await unitOfWork.run(async (transaction) => {
      await transaction.emit([EVENT, EVENT]);
      return transaction.query(`UPDATE horse SET speed = speed + 1 RETURNING name, speed`);
    });
    expect(rows).toEqual([
      { name: 'a', speed: 2 },
      { name: 'b', speed: 2 },
    ]);
    expect(await outboxBacklog(unitOfWork)).toMatchObject([{ service: 'stable', events: 2 }]);
    expect(await outboxBacklog(unitOfWork, 'another')).toEqual([]);
  });

  it('keeps neither when the work fails, and gives its connection back each time', async () => {
    for (let time = 0; time < 5; time++) {
      const work = unitOfWork.run(async (transaction) => {
        await transaction.query(`UPDATE horse SET speed = 9`);
        await transaction.emit([EVENT]);
        if (time % 2 === 0) throw new Error('the horse bolted');
        await transaction.query(`INSERT INTO horse VALUES ('a', 1)`);
      });
      await expect(work).rejects.toThrow(time % 2 === 0 ? 'bolted' : 'duplicate key');
    }
    expect(await unitOfWork.query(`SELECT DISTINCT speed FROM horse`)).toEqual([{ speed: 1 }]);
    expect(await outboxBacklog(unitOfWork)).toEqual([]);
  });

  it('runs the work again after a deadlock, so that both get through', async () => {
    let attempts = 0;
    const meet = barrier(2);
    const raise = (first: string, second: string): Promise<void> =>
      unitOfWork.run(async (transaction) => {
        attempts++;
        const sql = `UPDATE horse SET speed = speed + 1 WHERE name = $1`;
        await transaction.query(sql, [first]);
        await meet();
        await transaction.query(sql, [second]);
        await transaction.emit([EVENT]);
      });
    await Promise.all([raise('a', 'b'), raise('b', 'a')]);
    expect(attempts).toBe(3);
    expect(await unitOfWork.query(`SELECT DISTINCT speed FROM horse`)).toEqual([{ speed: 3 }]);
    expect(await outboxBacklog(unitOfWork)).toMatchObject([{ events: 2 }]);
  });

  it('says so when one is begun inside another', async () => {
    const nested = unitOfWork.run(() => unitOfWork.run(async () => undefined));
    await expect(nested).rejects.toThrow('inside another');
  });

  it('makes one of those within a join: they see each other, commit together, and run again together', async () => {
    let attempts = 0;
    const faster = (name: string) =>
      unitOfWork.run(async (transaction) => {
        await transaction.query(`UPDATE horse SET speed = speed + 1 WHERE name = $1`, [name]);
        await transaction.emit([EVENT]);
      });
    const seen = await unitOfWork.join(async () => {
      await faster('a');
      if (++attempts === 1) throw Object.assign(new Error('collided'), { code: '40001' });
      await faster('b');
      return unitOfWork.query(`SELECT DISTINCT speed FROM horse`);
    });
    expect(seen).toEqual([{ speed: 2 }]);
    expect(await unitOfWork.query(`SELECT DISTINCT speed FROM horse`)).toEqual(seen);
    expect(await outboxBacklog(unitOfWork)).toMatchObject([{ events: 2 }]);
  });

  it('keeps nothing of a join in which one failed, though the work went on', async () => {
    const went = unitOfWork.join(async () => {
      await unitOfWork.run((transaction) => transaction.query(`UPDATE horse SET speed = 9`));
      await unitOfWork.run(() => Promise.reject(new Error('the horse bolted'))).catch(() => undefined);
    });
    await expect(went).rejects.toThrow('bolted');
    expect(await unitOfWork.query(`SELECT DISTINCT speed FROM horse`)).toEqual([{ speed: 1 }]);
  });

  it('joins none that acts for another city', async () => {
    const joined = unitOfWork.join(() =>
      Acting.run({ city: '320500', neighbours: [] }, () => unitOfWork.query('SELECT 1')),
    );
    await expect(joined).rejects.toThrow('another city');
  });
});

/** Holds the first `count` callers until all of them are there; later ones pass. */
function barrier(count: number): () => Promise<void> {
  let missing = count;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    if (--missing <= 0) open();
    await all;
  };
}
