import { fixedClock, randomIds } from '@bole/kernel';
import { DEFAULT_MODEL, type Model } from '@bole/matching';
import { Acting, ALL_CITIES } from '@bole/persistence';
import { readConfig } from '@bole/platform';
import { NO_CITY } from '@bole/taxonomy';
import { type Worker, workAs } from '../../../../test/support/acting';
import { freshDatabase, onServer, type TestDatabase } from '../../../../test/support/database';
import { type SampleWorld, sampleWorld, SAMPLES_AS_OF } from '../../../../test/support/sample-world';
import { MatchPartiesCommand } from '../commands/match-parties/match-parties.command';
import { MatchPartiesHandler } from '../commands/match-parties/match-parties.handler';
import { TakeUpModelsHandler } from '../commands/take-up-models/take-up-models.handler';
import { LeadBell } from '../feed/lead-bell';
import { RecordLoader } from '../loader/record.loader';
import { PartyMatcher } from '../party.matcher';
import { claimTasks } from '../store/task.store';
import { ModelsInUse, type ModelSource } from './city-models';
import { type ModelOrigin } from './kept-model';
import { ModelRegistry } from './model-registry';

const OWN = '441900';
const OTHER = '440600';
const clock = fixedClock(SAMPLES_AS_OF);
const config = readConfig({ BOLE_MATCH_QUIET_MS: '0', BOLE_LEADS_PER_PARTY: '10', BOLE_CANDIDATES: '60' });
const BY = { by: 'command line', why: 'a test' };
const TRAINED: ModelOrigin = {
  trainedAt: SAMPLES_AS_OF,
  dataFrom: new Date('2024-01-01T00:00:00Z'),
  dataTo: new Date('2026-01-01T00:00:00Z'),
  figures: { difference: 0.02 },
  decision: 'better',
};

/** The default with every curve turned steeper, and a base of its own. */
function steeper(version: string, by: number): Model {
  const curves = Object.entries(DEFAULT_MODEL.curves).map(([name, { points, missing }]) => [
    name,
    { points: points.map(([value, each]) => [value, each * by] as const), missing },
  ]);
  return { version, base: DEFAULT_MODEL.base + 1, curves: Object.fromEntries(curves) as Model['curves'] };
}

describe('the models of cities', () => {
  let world: SampleWorld;
  let registry: ModelRegistry;

  beforeAll(async () => {
    world = await sampleWorld();
    registry = new ModelRegistry(world.service.unitOfWork, clock);
    await registry.takeUpRelease();
  });
  afterAll(() => world.close());

  const handler = (models?: ModelSource) => {
    const { unitOfWork } = world.service;
    const loader = new RecordLoader(unitOfWork);
    const matcher = new PartyMatcher(
      world.search,
      unitOfWork,
      60,
      loader,
      models ?? new ModelsInUse(unitOfWork),
    );
    return new MatchPartiesHandler(unitOfWork, clock, config, matcher, new LeadBell(unitOfWork));
  };
  const matchAll = async (matching: MatchPartiesHandler, seen: () => Promise<void>): Promise<void> => {
    for (;;) {
      let worked = false;
      for (const kind of ['project', 'investor'] as const) {
        const claim = { limit: 16, live: true, claim: randomIds.next() };
        const tasks = await claimTasks(world.service.unitOfWork, kind, claim);
        if (tasks.length === 0) continue;
        worked = true;
        await matching.execute(new MatchPartiesCommand(kind, tasks, SAMPLES_AS_OF, true));
        await seen();
      }
      if (!worked) return;
    }
  };
  const takeUp = () => new TakeUpModelsHandler(world.service.unitOfWork).execute();
  /** By project and investor: the score of every listed lead, and its model's version. */
  const leads = async (city: string, equal = true): Promise<Map<string, readonly [number, string]>> => {
    const rows = await world.service.unitOfWork.query<{ pair: string; score: number; model: string }>(
      `select project_id || ' ' || investor_id as pair, score, model from matching.match
       where for_project and (city = $1) = $2 order by 1`,
      [city, equal],
    );
    return new Map(rows.map(({ pair, score, model }) => [pair, [score, model] as const]));
  };
  const versions = (all: ReadonlyMap<string, readonly [number, string]>) =>
    new Set([...all.values()].map(([, model]) => model));
  const projectsWithout = async (): Promise<number> => {
    const [row] = await world.service.unitOfWork.query<{ count: number }>(
      `select count(*)::int as count from matching.party where kind = 'project' and active and city = $1
         and not exists (select from matching.match where project_id = party.id and for_project)`,
      [OWN],
    );
    return row?.count ?? 0;
  };

  it('scores every lead of a city by the model that it chose, without a gap, and goes back to the very same scores', async () => {
    await takeUp();
    const matching = handler();
    const nothing = () => Promise.resolve();
    await matchAll(matching, nothing);
    const [before, others, without] = [await leads(OWN), await leads(OWN, false), await projectsWithout()];
    expect(before.size).toBeGreaterThan(20);
    expect(versions(before)).toEqual(new Set([DEFAULT_MODEL.version]));

    await registry.keep(OWN, steeper('steep', 2), TRAINED);
    await registry.promote(OWN, 'steep', BY);
    expect((await takeUp()).parties).toBeGreaterThan(0);
    expect(await takeUp()).toEqual({ parties: 0 });
    await matchAll(matching, async () => expect(await projectsWithout()).toBe(without));
    const after = await leads(OWN);
    expect(versions(after)).toEqual(new Set(['steep']));
    expect(await leads(OWN, false)).toEqual(others);

    await registry.rollback(OWN, BY);
    await takeUp();
    await matchAll(matching, nothing);
    expect(await leads(OWN)).toEqual(before);
  });

  it('keeps no list that was computed by a model which another has replaced meanwhile', async () => {
    await registry.keep(OWN, steeper('steep', 2), TRAINED);
    const inUse = new ModelsInUse(world.service.unitOfWork);
    let rounds = 0;
    const matching = handler({
      async now() {
        const models = await inUse.now();
        if (rounds++ === 0) await registry.promote(OWN, 'steep', BY);
        return models;
      },
    });
    const claim = { limit: 1, live: true, claim: randomIds.next() };
    await world.service.unitOfWork.query(
      `insert into matching.task (kind, id, not_before)
       select 'project', id, now() from matching.party where kind = 'project' and active and city = $1 order by id limit 1`,
      [OWN],
    );
    const tasks = await claimTasks(world.service.unitOfWork, 'project', claim);
    await matching.execute(new MatchPartiesCommand('project', tasks, SAMPLES_AS_OF, true));
    expect(rounds).toBe(2);
    const rows = await world.service.unitOfWork.query<{ model: string }>(
      `select distinct model from matching.match where project_id = $1 and for_project`,
      [tasks[0]?.id],
    );
    expect(rows).toEqual([{ model: 'steep' }]);
  });

  it('lets a city that has chosen none follow what all share, and one that has chosen keep its own', async () => {
    await registry.keep(OWN, steeper('own', 2), TRAINED);
    await registry.keep(NO_CITY, steeper('shared', 3), TRAINED);
    await registry.promote(OWN, 'own', BY);
    await takeUp();
    await registry.promote(NO_CITY, 'shared', BY);
    await takeUp();
    await matchAll(handler(), () => Promise.resolve());
    expect(versions(await leads(OWN))).toEqual(new Set(['own']));
    expect(versions(await leads(OWN, false))).toEqual(new Set(['shared']));
    const given = await Acting.run({ city: OTHER, neighbours: [] }, () =>
      new ModelsInUse(world.gateway.unitOfWork).now(),
    );
    expect(given.own.version).toBe('shared');
  });
});

describe('the registry of models', () => {
  let database: TestDatabase;
  let service: Worker;
  let gateway: Worker;
  let registry: ModelRegistry;

  beforeEach(async () => {
    database = await freshDatabase();
    service = await workAs(database.connection, 'bole_service', ALL_CITIES);
    gateway = await workAs(database.connection, 'bole_gateway');
    registry = new ModelRegistry(service.unitOfWork, clock);
    await registry.takeUpRelease();
  });
  afterEach(async () => {
    await service.close();
    await gateway.close();
    await database.drop();
  });

  it('goes back one choice at a time, to what all share at last, and says when there is nothing before', async () => {
    for (const version of ['one', 'two', 'three']) {
      await registry.keep(OWN, steeper(version, 2), TRAINED);
      await registry.promote(OWN, version, BY);
    }
    const inUse = async () => (await registry.inUse(OWN))[0].version;
    const seen = [await inUse()];
    for (let times = 0; times < 3; times++) {
      await registry.rollback(OWN, BY);
      seen.push(await inUse());
    }
    expect(seen).toEqual(['three', 'two', 'one', DEFAULT_MODEL.version]);
    await expect(registry.rollback(OWN, BY)).rejects.toMatchObject({ code: 'MODEL_NONE_BEFORE' });
    await expect(registry.rollback(NO_CITY, BY)).rejects.toMatchObject({ code: 'MODEL_NONE_BEFORE' });
    await registry.promote(OWN, 'two', BY);
    await registry.rollback(OWN, BY);
    expect(await inUse()).toBe(DEFAULT_MODEL.version);
    expect((await registry.history(OWN)).filter(({ city }) => city === OWN)).toHaveLength(8);
  });

  it('refuses what is wrong by name, keeps each model once and as it was, and shows a city no other city’s', async () => {
    const model = steeper('one', 2);
    const kept = await registry.keep(OWN, model, TRAINED);
    expect(await registry.keep(OWN, model, TRAINED)).toEqual(kept);
    await expect(registry.keep(OWN, steeper('one', 4), TRAINED)).rejects.toMatchObject({
      code: 'MODEL_VERSION_TAKEN',
    });
    const unknown = { ...model, version: 'two', curves: { eyesight: { points: [[0, 1]], missing: 0 } } };
    await expect(registry.keep(OWN, unknown as never, TRAINED)).rejects.toMatchObject({
      problems: [{ code: 'MODEL_FEATURE_UNKNOWN', field: 'curves.eyesight' }],
    });
    const half = { ...model, version: 'two', background: { entries: 3 } };
    await expect(registry.keep(OWN, half as never, TRAINED)).rejects.toMatchObject({
      problems: [{ code: 'MODEL_MALFORMED', field: 'background.sample' }],
    });
    expect((await registry.find(OWN, 'one')).model).toEqual(model);
    await expect(registry.promote(OTHER, 'one', BY)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    const byOther = new ModelRegistry(gateway.unitOfWork, clock);
    const listed = await Acting.run({ city: OTHER, neighbours: [] }, () => byOther.list(OWN));
    expect(listed.map(({ version }) => version)).toEqual([DEFAULT_MODEL.version]);
    for (const sql of [`update matching.model set version = 'x'`, `delete from matching.model_use`])
      await expect(service.unitOfWork.query(sql)).rejects.toThrow(/permission denied/);
  });

  it('uses no model whose document is not what was kept', async () => {
    await registry.keep(OWN, steeper('one', 2), TRAINED);
    await registry.promote(OWN, 'one', BY);
    await onServer(
      database.connection,
      `update matching.model set document = jsonb_set(document, '{base}', '99') where version = 'one'`,
    );
    const models = await new ModelsInUse(service.unitOfWork).now();
    await expect(models.read([{ place: { country: 'CHN', city: OWN } }])).rejects.toThrow(/checksum/);
  });

  it('brings a release’s model once, and never in the place of a trained one', async () => {
    await registry.takeUpRelease();
    expect(await registry.history(NO_CITY)).toHaveLength(1);
    await registry.keep(NO_CITY, steeper('shared', 3), TRAINED);
    await registry.promote(NO_CITY, 'shared', BY);
    await registry.takeUpRelease();
    expect((await registry.inUse(OWN))[0].version).toBe('shared');
  });
});
