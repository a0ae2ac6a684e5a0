import { Client } from 'pg';
import { Acting, type ActingScope, ALL_CITIES, asRole, SIGN_IN, type WorkingRole } from '@bole/persistence';
import {
  type CityTable,
  cityTables,
  dropConstraints,
  insertionOf,
  ownerValue,
  tablesReadBy,
} from '../access/row-of-city';
import { type Worker, workAs } from '../support/acting';
import { freshDatabase, type TestDatabase } from '../support/database';

const SUZHOU: ActingScope = { city: '320500', neighbours: ['320200'] };
const WUXI: ActingScope = { city: '320200', neighbours: ['320500'] };
const FOSHAN: ActingScope = { city: '440600', neighbours: [] };
const CITIES = ['320500', '320200', '440600'];
const ADVISER: ActingScope = { ...SUZHOU, projects: ['shown to nobody'] };

/** Who shares with whom is no secret among those who have signed in; it holds nothing of what a city keeps. */
const KNOWN_TO_ALL = ['access.cluster_city'];
/**
 * An adviser is somebody of its city: what it is made of (its membership, its session, its shares) it has like all others; and it
 * reads by what the leads that it is shown are scored.
 */
const OF_ADVISERS = [
  'access.membership',
  'access.session',
  'access.share',
  'gateway.idempotency',
  'matching.model',
  'matching.model_use',
];

/** What the matcher makes of profiles, for all cities at once, whichever city it works for. */
const OF_THE_MATCHER = ['matching.party', 'matching.facts', 'matching.project_segment'];

/** Every table that the gateway reads and that names no city, and why that is right. */
const WITHOUT_CITY: Readonly<Record<string, string>> = {
  'access.city': 'the names of the tenants',
  'access.cluster': 'the names of the clusters',
  'access.person': 'seen through a membership in the city, or at sign-in',
  'access.password': 'seen at sign-in alone',
  'access.attempt': 'seen at sign-in alone; holds hashes',
  'intake.investor': 'a profile that all cities share, without the people there',
  'matching.list': 'when a party was last ranked',
  'matching.lead_feed_start': 'a number',
};

/**
 * What the database gives when a query has forgotten its city: nothing of others. Tried on every table that names a city, with
 * a row of three cities in each.
 */
describe('rows of cities', () => {
  let database: TestDatabase;
  let owner: Client;
  let tables: CityTable[];
  let readable: Record<WorkingRole, string[]>;
  const workers = new Map<WorkingRole, Worker>();

  beforeAll(async () => {
    database = await freshDatabase();
    owner = new Client({ ...database.connection });
    await owner.connect();
    await dropConstraints(owner);
    tables = await cityTables(owner);
    for (const table of tables)
      for (const city of CITIES) await owner.query(await insertionOf(owner, table, city));
    readable = {
      bole_gateway: await tablesReadBy(owner, 'bole_gateway'),
      bole_service: await tablesReadBy(owner, 'bole_service'),
    };
    for (const role of ['bole_gateway', 'bole_service'] as const)
      workers.set(role, await workAs(database.connection, role));
  });

  afterAll(async () => {
    for (const worker of workers.values()) await worker.close();
    await owner?.end();
    await database?.drop();
  });

  /** Whose rows of each table a role sees in a scope, by table; tables of which it sees none are left out. */
  async function seen(role: WorkingRole, scope: ActingScope | undefined): Promise<Record<string, string[]>> {
    const worker = workers.get(role);
    const found: Record<string, string[]> = {};
    for (const table of tables.filter(({ name }) => readable[role].includes(name))) {
      const { name, owner: column } = table;
      const read = () =>
        worker?.unitOfWork.query<{ of: string }>(
          `select distinct ${column} as of from ${name} where ${column} = any ($1)`,
          [CITIES.map((city) => ownerValue(table, city))],
        );
      const rows = (await (scope === undefined ? read() : Acting.run(scope, read))) ?? [];
      if (rows.length > 0)
        found[name] = CITIES.filter((city) => rows.some(({ of }) => of === ownerValue(table, city)));
    }
    return found;
  }

  const without = (found: Record<string, string[]>, names: readonly string[]) =>
    Object.fromEntries(Object.entries(found).filter(([name]) => !names.includes(name)));
  /** Of those that the gateway reads, all that a city's own people see. */
  const ofCities = () =>
    tables.map(({ name }) => name).filter((name) => readable.bole_gateway.includes(name));

  it('finds the tables that it is about', () => {
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['intake.contact', 'matching.match', 'access.audit', 'outreach.webhook']),
    );
  });

  it.each([
    ['Suzhou', SUZHOU],
    ['Foshan', FOSHAN],
  ])('shows the gateway the rows of %s and no other, table by table', async (_name, scope) => {
    const found = without(await seen('bole_gateway', scope), KNOWN_TO_ALL);
    expect(Object.values(found).filter((cities) => cities.join() !== scope.city)).toEqual([]);
    // What is read at sign-in alone is seen by no city; all else is, so that this cannot pass for want of rows.
    const signIn = await seen('bole_gateway', SIGN_IN);
    const missed = ofCities().filter((name) => !(name in found) && !KNOWN_TO_ALL.includes(name));
    expect(missed.filter((name) => !(name in signIn))).toEqual([]);
    expect(Object.keys(found).length).toBeGreaterThan(12);
  });

  it('shows the gateway nothing when nobody asks, nor in the scope of all cities', async () => {
    expect(without(await seen('bole_gateway', undefined), KNOWN_TO_ALL)).toEqual({});
    expect(without(await seen('bole_gateway', ALL_CITIES), KNOWN_TO_ALL)).toEqual({});
  });

  it('shows at sign-in what tells who asks, and nothing else', async () => {
    const found = without(await seen('bole_gateway', SIGN_IN), KNOWN_TO_ALL);
    expect(Object.keys(found).filter((name) => !name.startsWith('access.'))).toEqual([]);
    expect(found).not.toHaveProperty('access.audit');
  });

  it('shows an expert adviser nothing but what was shared with it', async () => {
    const found = without(await seen('bole_gateway', ADVISER), [...KNOWN_TO_ALL, ...OF_ADVISERS]);
    expect(found).toEqual({});
  });

  it('shows the pipeline, when it works for one city, the rows of that city', async () => {
    const found = without(await seen('bole_service', WUXI), [...KNOWN_TO_ALL, ...OF_THE_MATCHER]);
    expect(Object.entries(found).filter(([, cities]) => cities.join() !== WUXI.city)).toEqual([]);
    expect(without(await seen('bole_service', undefined), KNOWN_TO_ALL)).toEqual({});
  });

  it.each(['bole_gateway', 'bole_service'] as const)(
    'lets %s change no row of another city',
    async (role) => {
      const client = new Client({ ...asRole(database.connection, role) });
      await client.connect();
      await client.query(
        `select set_config('bole.city', '440600', false), set_config('bole.audiences', '{public,city:440600}', false)`,
      );
      const changed: string[] = [];
      const exempt = role === 'bole_service' ? [...KNOWN_TO_ALL, ...OF_THE_MATCHER] : [];
      for (const table of tables.filter(({ name }) => !exempt.includes(name))) {
        const [suzhou, foshan] = [ownerValue(table, '320500'), ownerValue(table, '440600')];
        const tries = [
          await insertionOf(owner, table, '320500').then((insert) => `${insert} on conflict do nothing`),
          `update ${table.name} set ${table.owner} = '${foshan}' where ${table.owner} = '${suzhou}'`,
          `update ${table.name} set ${table.owner} = '${suzhou}' where ${table.owner} = '${foshan}'`,
          `delete from ${table.name} where ${table.owner} = '${suzhou}'`,
        ];
        for (const statement of tries) {
          await client.query('begin');
          const rows = await client.query(statement).then(
            ({ rowCount }) => rowCount ?? 0,
            (error: { code?: string }) => {
              // insufficient_privilege: the grant, or the policy.
              if (error.code !== '42501') throw error;
              return 0;
            },
          );
          if (rows > 0) changed.push(statement);
          await client.query('rollback');
        }
      }
      await client.end();
      expect(changed).toEqual([]);
    },
  );

  it('knows of every table that the gateway reads whose its rows are', () => {
    const named = tables.map(({ name }) => name);
    expect(readable.bole_gateway.filter((name) => !named.includes(name))).toEqual(
      Object.keys(WITHOUT_CITY).sort(),
    );
  });
});
