import 'reflect-metadata';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import { endpointsOfModule } from '../../apps/gateway/src/http/openapi/module-endpoints';
import { RIGHTS } from '../access/entry';
import { askWithoutCity, keepQueries } from '../access/forgotten-city';
import { PLACES, type Stage, stage } from '../access/inhabitants';
import { keptBy } from '../access/leaks';
import { ENTRIES, faultsOf } from '../access/matrix';
import { workAs } from '../support/acting';

const endpoints = endpointsOfModule(GatewayModule);

/** Every route × every role, keys and nobody × own city, a city of one's cluster, a foreign city; on one real house. */
describe('the access matrix', () => {
  let made: Stage;
  let queries: ReturnType<typeof keepQueries>;

  beforeAll(async () => {
    queries = keepQueries(PLACES.own);
    made = await stage();
  });
  afterAll(async () => {
    queries.stop();
    await made?.close();
  });

  it('has an entry for every route, and no other', () => {
    expect(Object.keys(ENTRIES).sort()).toEqual(endpoints.map(({ id }) => id).sort());
    expect([...made.api.endpoints.keys()].sort()).toEqual(endpoints.map(({ id }) => id).sort());
  });

  it.each(endpoints.map(({ id, access }) => [id, access] as const))(
    '%s, which needs %s',
    async (id, access) => {
      const entry = ENTRIES[id];
      if (entry === undefined) throw new Error(`${id} has no entry in test/access/entries`);
      expect(entry.needs).toBe(access);
      expect(await faultsOf(made, id, entry)).toEqual([]);
    },
  );

  it('gives nothing of a city when its queries forget to name it', async () => {
    const gateway = await workAs(made.database.connection, 'bole_gateway');
    const suzhou = { city: PLACES.own, neighbours: [PLACES.cluster] };
    const foshan = { city: PLACES.foreign, neighbours: [] };
    const leaks: string[] = [];
    let found = 0;
    for (const query of queries.asked) {
      const [own, foreign] = [
        await askWithoutCity(gateway.unitOfWork, suzhou, query),
        await askWithoutCity(gateway.unitOfWork, foshan, query),
      ];
      if (own !== '[]') found++;
      const given = keptBy(made.cities.own).filter((secret) => foreign.includes(secret));
      if (given.length > 0) leaks.push(`${given.join(', ')} by ${query.sql}`);
    }
    await gateway.close();
    expect(leaks).toEqual([]);
    // In the city itself they find something: so it is not for want of rows.
    expect(found).toBeGreaterThan(5);
  });

  it('knows every permission', () => {
    const asked = new Set(endpoints.map(({ access }) => access));
    expect(Object.keys(RIGHTS).filter((permission) => !asked.has(permission as never))).toEqual([]);
  });
});
