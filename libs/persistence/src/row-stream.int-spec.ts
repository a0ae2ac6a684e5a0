import { seededRandom } from '@bole/kernel';
import { Client } from 'pg';
import { type DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { type Worker, workAs } from '../../../test/support/acting';
import { createDataSource } from './data-source';
import { Acting } from './scope/acting-scope';
import { TypeOrmUnitOfWork } from './typeorm-unit-of-work';

describe('a stream of rows', () => {
  let database: TestDatabase;
  let source: DataSource;
  let unitOfWork: TypeOrmUnitOfWork;

  beforeEach(async () => {
    database = await freshDatabase();
    source = await createDataSource(database.connection, { poolSize: 1 }).initialize();
    unitOfWork = new TypeOrmUnitOfWork(source, { service: 'stable', random: seededRandom(1) });
    await unitOfWork.query(`create table horse as select n from generate_series(1, 1000) as n`);
  });
  afterEach(async () => {
    await source.destroy();
    await database.drop();
  });

  const HORSES = `select n from horse where n > $1 order by n`;

  it('gives all rows of one snapshot in order, in batches, and holds no more than one', async () => {
    const owner = new Client({ ...database.connection });
    await owner.connect();
    const sizes: number[] = [];
    const seen: number[] = [];
    for await (const rows of unitOfWork.stream<{ n: number }>(HORSES, [0], { batch: 300 })) {
      sizes.push(rows.length);
      seen.push(...rows.map(({ n }) => n));
      await owner.query(`insert into horse select n + ${10_000 * sizes.length} from horse limit 50`);
    }
    await owner.end();
    expect(sizes).toEqual([300, 300, 300, 100]);
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1));
  });

  // The pool has one connection: whatever was not given back would be waited for in vain.
  it('gives its connection back when the reader leaves off, when the query fails, and when the reader is too slow', async () => {
    for await (const rows of unitOfWork.stream(HORSES, [0], { batch: 10 })) if (rows.length === 10) break;
    await expect(
      all(unitOfWork.stream(`select 1 / (n - 500) from horse`, [], { batch: 100 })),
    ).rejects.toThrow('division by zero');
    await expect(all(unitOfWork.stream(HORSES, [0], { batch: 10, limitMs: 0 }))).rejects.toThrow(
      'not read within',
    );
    expect(await unitOfWork.query(`select count(*)::int as count from horse`)).toEqual([{ count: 1000 }]);
    expect(await unitOfWork.query(`show transaction_read_only`)).toEqual([{ transaction_read_only: 'off' }]);
  });

  it('fails, and does not take the process down, when Postgres ends the connection between two batches', async () => {
    const owner = new Client({ ...database.connection });
    await owner.connect();
    const reading = async (): Promise<void> => {
      for await (const rows of unitOfWork.stream(HORSES, [0], { batch: 10 })) {
        expect(rows).toHaveLength(10);
        await owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`,
        );
      }
    };
    await expect(reading()).rejects.toThrow();
    await owner.end();
    expect(await unitOfWork.query(`select count(*)::int as count from horse`)).toEqual([{ count: 1000 }]);
  });

  it('refuses to write', async () => {
    await expect(all(unitOfWork.stream(`select nextval('outbox.event_id_seq')`))).rejects.toThrow(
      'read-only',
    );
  });

  it('sees what the scope sees in which it was asked for, whoever reads it', async () => {
    const gateway: Worker = await workAs(database.connection, 'bole_gateway');
    await unitOfWork.query(
      `insert into matching.match (project_id, investor_id, lead_id, score, base, fit, intent, relationship,
         contributions, model, for_project, for_investor, moved, changed_at, city)
       select 'p', city, city, 0, 0, 0, 0, 0, '[]', 'm', true, true, '[]', now(), city
       from unnest(array['320500', '440600']) as city`,
    );
    const leads = () => gateway.unitOfWork.stream<{ city: string }>(`select city from matching.match`);
    const suzhou = Acting.run({ city: '320500', neighbours: [] }, leads);
    const read = Acting.run({ city: '440600', neighbours: [] }, () => all(suzhou));
    expect(await read).toEqual([{ city: '320500' }]);
    expect(await all(leads())).toEqual([]);
    await gateway.close();
  });
});

async function all<Row>(batches: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}
