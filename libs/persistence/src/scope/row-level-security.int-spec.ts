import { Client } from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { type Worker, workAs } from '../../../../test/support/acting';
import { Acting, type ActingScope, ALL_CITIES } from './acting-scope';
import { createDataSource } from '../data-source';
import { asRole } from '../roles';
import { TypeOrmUnitOfWork } from '../typeorm-unit-of-work';

const SUZHOU: ActingScope = { city: '320500', neighbours: ['320200'] };
const WUXI: ActingScope = { city: '320200', neighbours: ['320500'] };
const FOSHAN: ActingScope = { city: '440600', neighbours: [] };
const ADVISER: ActingScope = { ...SUZHOU, projects: ['p-suzhou-city'] };

/** How scopes reach the database. That each table keeps to them is tried on all, from the catalogue, in test/embedded/city-rows.e2e-spec.ts. */
describe('row-level security', () => {
  let database: TestDatabase;
  let gateway: Worker;
  let service: Worker;

  beforeAll(async () => {
    database = await freshDatabase();
    gateway = await workAs(database.connection, 'bole_gateway');
    service = await workAs(database.connection, 'bole_service');
    const owner = new Client({ ...database.connection });
    await owner.connect();
    for (const statement of ROWS) await owner.query(statement);
    await owner.end();
  });

  afterAll(async () => {
    await gateway.close();
    await service.close();
    await database.drop();
  });

  const seen = (who: Worker, scope: ActingScope | undefined, table: string): Promise<string[]> => {
    const read = async () =>
      (await who.unitOfWork.query<{ id: string }>(`select id from ${table} order by 1`)).map(({ id }) => id);
    return scope === undefined ? read() : Acting.run(scope, read);
  };

  it('shows projects to the audience they are for', async () => {
    const own = ['p-suzhou-city', 'p-suzhou-cluster', 'p-suzhou-public'];
    expect(await seen(gateway, SUZHOU, 'intake.project')).toEqual(own);
    expect(await seen(gateway, WUXI, 'intake.project')).toEqual(own.slice(1));
    expect(await seen(gateway, FOSHAN, 'intake.project')).toEqual(own.slice(2));
    expect(await seen(gateway, undefined, 'intake.project')).toEqual([]);
  });

  it('shows an adviser no project but what was shared', async () => {
    expect(await seen(gateway, ADVISER, 'intake.project')).toEqual(['p-suzhou-city']);
  });

  it('gives the scope of all cities to the pipeline, and to it alone', async () => {
    expect(await seen(service, ALL_CITIES, 'intake.signal')).toEqual(['x-320500', 'x-440600']);
    expect(await seen(service, WUXI, 'intake.signal')).toEqual([]);
    expect(await seen(gateway, ALL_CITIES, 'intake.signal')).toEqual([]);
  });

  it('tells a pooled connection anew for whom it works', async () => {
    const turns = [SUZHOU, FOSHAN, undefined, SUZHOU, undefined, FOSHAN, WUXI];
    const found = await Promise.all(turns.map((scope) => seen(gateway, scope, 'intake.signal')));
    expect(found).toEqual([['x-320500'], ['x-440600'], [], ['x-320500'], [], ['x-440600'], []]);
  });

  it('tells it anew when another service of the process has used it in between', async () => {
    const source = await createDataSource(asRole(database.connection, 'bole_service'), {
      poolSize: 1,
    }).initialize();
    const [pipeline, courier] = ['matcher', 'courier'].map(
      (service) => new TypeOrmUnitOfWork(source, { service, random: () => 0.5, scope: ALL_CITIES }),
    );
    const cityOf = async (work: TypeOrmUnitOfWork | undefined) =>
      (await work?.query<{ city: string }>(`select access.acting_city() as city`))?.[0]?.city;
    try {
      expect(await cityOf(pipeline)).toBe('*');
      expect(await Acting.run(WUXI, () => cityOf(courier))).toBe('320200');
      expect(await cityOf(pipeline)).toBe('*');
      expect(await Acting.run(WUXI, () => cityOf(courier))).toBe('320200');
    } finally {
      await source.destroy();
    }
  });

  it('is not for the working roles to switch off', async () => {
    for (const role of ['bole_gateway', 'bole_service'] as const) {
      const client = new Client({ ...asRole(database.connection, role) });
      await client.connect();
      const tries = [
        'set role bole',
        'alter table intake.contact disable row level security',
        'drop policy gateway on intake.contact',
        'create table intake.mine (id int)',
      ];
      for (const statement of tries)
        await expect(client.query(statement)).rejects.toThrow(/permission|owner/);
      const rights = await client.query(
        `select rolsuper, rolbypassrls from pg_roles where rolname = current_user`,
      );
      expect(rights.rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
      await client.end();
    }
  });

  it('shows the gateway nothing of what waits in the outbox, where the events of all cities lie', async () => {
    await expect(
      Acting.run(SUZHOU, () => gateway.unitOfWork.query('select from outbox.event')),
    ).rejects.toThrow(/permission denied/);
  });
});

const ROWS = [
  `insert into access.city (code, zh, en) values ('320500', '苏州', 'Suzhou'), ('320200', '无锡', 'Wuxi'), ('440600', '佛山', 'Foshan')`,
  `insert into intake.investor (id, revision, source, source_id, version, content_hash, profile, updated_at)
   values ('i-1', 1, 's', '1', 1, '', '{}', now())`,
  ...['public', 'cluster', 'city'].map(
    (visibility) => `
    insert into intake.project (id, revision, source, source_id, version, content_hash, profile, updated_at, city, audience)
    values ('p-suzhou-${visibility}', 1, 's', '1', 1, '', '{}', now(), '320500', '${visibility === 'public' ? 'public' : `${visibility}:320500`}')`,
  ),
  ...['320500', '440600'].flatMap((city) => [
    `insert into intake.signal (id, source, source_id, investor_id, city, kind, occurred_at, content_hash, facts, received_at, tenant)
     values ('x-${city}', 's', '${city}', 'i-1', '${city}', 'call', now(), '', '{}', now(), '${city}')`,
  ]),
];
