import { pino } from 'pino';
import { createDataSource, TypeOrmUnitOfWork, type UnitOfWork } from '@bole/persistence';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { NightlyRematch } from './nightly-rematch';

describe('NightlyRematch', () => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await freshDatabase();
    const source = await createDataSource(database.connection).initialize();
    close = () => source.destroy();
    unitOfWork = new TypeOrmUnitOfWork(source, { service: 'matcher', random: () => 0.5 });
  });

  afterAll(async () => {
    await close();
    await database.drop();
  });

  it('asks for one rematch when the day changes, however many processes look', async () => {
    let now = new Date('2026-11-23T23:59:00Z');
    const two = [1, 2].map(
      () => new NightlyRematch({ now: () => now }, unitOfWork, pino({ level: 'silent' })),
    );
    const jobs = () => unitOfWork.query<{ id: string; as_of: Date }>('select id, as_of from work.job');
    for (const one of two) await one.look();
    expect(await jobs()).toEqual([]);

    now = new Date('2026-11-24T00:00:05Z');
    for (const one of [...two, ...two]) await one.look();
    expect(await jobs()).toEqual([{ id: 'nightly-2026-11-24', as_of: new Date('2026-11-25T00:00:00Z') }]);
  });
});
