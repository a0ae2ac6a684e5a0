import { EntitySchema } from 'typeorm';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { createDataSource, migrate } from './data-source';
import { MIGRATIONS } from './migrations';

interface Horse {
  readonly id: string | undefined;
}
const HORSE = new EntitySchema<Horse>({ name: 'horse', columns: { id: { type: 'text', primary: true } } });

describe('createDataSource and migrate', () => {
  let database: TestDatabase;
  beforeEach(async () => void (database = await freshDatabase()));
  afterEach(() => database.drop());

  it('runs every migration down and up again, and each once when processes boot at once', async () => {
    const source = await createDataSource(database.connection).initialize();
    for (let left = MIGRATIONS.length; left > 0; left--) await source.undoLastMigration();
    const schemas: { name: string }[] = await source.query(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^public$'`,
    );
    expect(schemas).toEqual([]);
    await source.destroy();

    const runs = await Promise.all([1, 2, 3].map(() => migrate(database.connection)));
    expect(runs.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it('refuses to search by a value that is undefined, where the first row would be found', async () => {
    const source = await createDataSource(database.connection, { entities: [HORSE] }).initialize();
    await source.query('CREATE TABLE horse AS SELECT $1::text AS id', ['a']);
    const horses = source.getRepository<Horse>('horse');
    expect(await horses.findOneBy({ id: 'a' })).toEqual({ id: 'a' });
    await expect(horses.findOneBy({ id: undefined as never })).rejects.toThrow(/undefined/i);
    await source.destroy();
  });
});
