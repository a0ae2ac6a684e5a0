import { DAY_MS, fixedClock } from '@bole/kernel';
import { backgroundOf, DEFAULT_MODEL } from '@bole/matching';
import { ALL_CITIES } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { type Worker, workAs } from '../../../../../test/support/acting';
import { freshDatabase, type TestDatabase } from '../../../../../test/support/database';
import { tastesMarket } from '../../../../../test/support/tastes-market';
import { ModelRegistry } from '../../models/model-registry';
import { keepMarket } from '../../training/keep-market.fixtures';
import { marketBackground } from '../../training/market-background.reader';
import { GroundModelHandler } from './ground-model.handler';

const CITY = '320500';
const NOW = new Date(Date.UTC(2011, 6, 1));
const clock = fixedClock(NOW);
const whole = tastesMarket();
const deeds = whole.deeds.filter(({ occurredAt }) => occurredAt < NOW.getTime());
const market = { ...whole, deeds };

describe('what the hand-set model is told of the market', () => {
  let database: TestDatabase;
  let service: Worker;
  let registry: ModelRegistry;

  beforeEach(async () => {
    database = await freshDatabase();
    service = await workAs(database.connection, 'bole_service', ALL_CITIES);
    registry = new ModelRegistry(service.unitOfWork, clock);
    await registry.takeUpRelease();
  });
  afterEach(async () => {
    await service.close();
    await database.drop();
  });

  const ground = () => new GroundModelHandler(service.unitOfWork, clock, registry).execute();
  const inUse = async () => (await registry.inUse(CITY))[0];

  it('is what an evaluation on the same history tells it, to the last digit', async () => {
    await keepMarket(service, market, [CITY]);
    const known = deeds.map((deed) => ({ ...deed, project: market.projects.get(deed.projectId) }));
    for (const most of [1_000_000, 97, 1])
      expect(await marketBackground(service.unitOfWork, NOW, most)).toEqual(backgroundOf(known, most));
  });

  it('comes once there are some hundred deals, and again when there are a quarter more', async () => {
    await keepMarket(service, { ...market, deeds: deeds.slice(0, 250) }, [CITY]);
    expect(await ground()).toEqual({ version: null });
    await addDeeds(250, 400);

    const { version } = await ground();
    const model = await inUse();
    expect(version).toBe(model.version);
    expect(model.version).toMatch(new RegExp(`^${DEFAULT_MODEL.version}-[0-9a-f]{12}$`));
    expect(model.curves).toEqual(DEFAULT_MODEL.curves);
    expect(model.background?.entries).toBe(pairsOf(0, 400));
    expect(await ground()).toEqual({ version: null });
    // A process that starts now does not go back to the model without it.
    await registry.takeUpRelease();
    expect((await inUse()).version).toBe(version);

    await addDeeds(400, 600);
    await ground();
    expect((await inUse()).background?.entries).toBe(pairsOf(0, 600));
  });

  it('leaves alone whoever has chosen a model', async () => {
    await keepMarket(service, market, [CITY]);
    const { version } = await ground();
    await registry.rollback(NO_CITY, { by: 'command line', why: 'compare' });
    expect(await ground()).toEqual({ version: null });
    expect((await inUse()).version).toBe(DEFAULT_MODEL.version);
    expect((await registry.list(CITY)).map((model) => model.version)).toContain(version);
  });

  it('holds nothing of what is not public', async () => {
    await keepMarket(service, market, [CITY]);
    await service.unitOfWork.run((transaction) =>
      transaction.query(`update matching.party set audience = 'city' where kind = 'project'`),
    );
    expect(await ground()).toEqual({ version: null });
    expect(await marketBackground(service.unitOfWork, NOW)).toEqual({ entries: 0, sample: [] });
  });

  function pairsOf(from: number, to: number): number {
    return new Set(deeds.slice(from, to).map(({ investorId, projectId }) => `${investorId} ${projectId}`))
      .size;
  }

  async function addDeeds(from: number, to: number): Promise<void> {
    const added = deeds.slice(from, to);
    expect(added.at(-1)?.occurredAt).toBeLessThan(NOW.getTime() - DAY_MS / 24);
    await service.unitOfWork.run((transaction) =>
      transaction.query(
        `insert into matching.signal (id, investor_id, project_id, city, kind, deed, occurred_at, facts, tenant)
         select id, investor, project, $5, 'signing', true, at, '{}', $5
         from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as deed(id, investor, project, at)`,
        [
          added.map(({ signalId }) => signalId),
          added.map(({ investorId }) => investorId),
          added.map(({ projectId }) => projectId),
          added.map(({ occurredAt }) => new Date(occurredAt)),
          CITY,
        ],
      ),
    );
  }
});
