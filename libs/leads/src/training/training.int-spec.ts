import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { countedIds, DAY_MS, fixedClock } from '@bole/kernel';
import { compare, DEFAULT_MODEL, marketOf, splitHistory, TRAINING } from '@bole/matching';
import { ALL_CITIES } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { tastesMarket } from '../../../../test/support/tastes-market';
import { type Worker, workAs } from '../../../../test/support/acting';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { TrainModelCommand } from '../commands/train-model/train-model.command';
import { TrainModelHandler } from '../commands/train-model/train-model.handler';
import { ModelRegistry } from '../models/model-registry';
import { keepMarket } from './keep-market.fixtures';
import { noteShown, pruneShown } from '../store/shown.store';
import { readOutcomes } from './outcomes.reader';
import { type Trainer, trainHere, TRAINING_SETTINGS } from './trainer';
import { trainInThread } from './training.thread';
import { beginRun, dueCity, runsOf } from './training-run.store';

const CITY = '320500';
const EMPTY = '441900';
const NOW = new Date(Date.UTC(2011, 6, 1));
const clock = fixedClock(NOW);
const BOOSTING = { ...TRAINING.boosting, rounds: 60 };
const SETTINGS = {
  ...TRAINING_SETTINGS,
  k: 100,
  training: { ...TRAINING, years: 3, negatives: 20, bins: 16, thin: 5, boosting: BOOSTING },
};
const market = tastesMarket();
const here: Trainer = (input) => Promise.resolve(trainHere(input));

describe('training', () => {
  let database: TestDatabase;
  let service: Worker;
  let registry: ModelRegistry;

  beforeEach(async () => {
    database = await freshDatabase();
    service = await workAs(database.connection, 'bole_service', ALL_CITIES);
    registry = new ModelRegistry(service.unitOfWork, clock);
    await registry.takeUpRelease();
    await keepMarket(service, market, [CITY, EMPTY]);
  });
  afterEach(async () => {
    await service.close();
    await database.drop();
  });

  const ids = countedIds('run');
  const handler = (trainer: Trainer = here) =>
    new TrainModelHandler(service.unitOfWork, clock, ids, registry, trainer, SETTINGS);
  const train = (city: string, dryRun = false) =>
    handler().execute(new TrainModelCommand(city, 'command line', dryRun));
  const inUse = async (city: string) => (await registry.inUse(city))[0];

  it('promotes what ranks better on what came later, once, and leaves everybody else with what they had', async () => {
    const dry = await train(CITY, true);
    expect(dry.promoted).toBe(false);
    expect(await registry.list(CITY)).toHaveLength(1);

    const first = await train(CITY);
    expect(first).toMatchObject({
      promoted: true,
      champion: DEFAULT_MODEL.version,
      challenge: dry.challenge,
    });
    const challenger = await inUse(CITY);
    const split = splitHistory(market, {
      cutoff: NOW,
      end: new Date(Date.UTC(2012, 0, 1)),
      leastProjects: 1,
    });
    const models = { champion: DEFAULT_MODEL, challenger };
    expect(compare(models, split, marketOf(market, split), () => 0.5).difference).toBeGreaterThan(0.02);
    expect((await inUse(EMPTY)).version).toBe(DEFAULT_MODEL.version);

    const kept = (await registry.list(CITY)).find(({ version }) => version === challenger.version);
    expect(kept).toMatchObject({
      ...{ version: challenger.version, decision: 'better', trainedAt: NOW },
      dataTo: new Date(Date.UTC(2011, 0, 1)),
      figures: { champion: DEFAULT_MODEL.version, comparison: { queries: expect.any(Number) as number } },
    });

    const second = await train(CITY);
    expect(second.promoted).toBe(false);
    expect((await inUse(CITY)).version).toBe(challenger.version);
    const models2 = await registry.list(CITY);
    expect(models2.map(({ decision }) => decision).sort()).toEqual(['better', 'not-better', 'release']);
  });

  it('tries nothing on little history, says so, and notes every run', async () => {
    const { challenge } = await train(EMPTY);
    expect(challenge).toEqual({ kind: 'too-little', outcomes: { learned: 0, later: 0 } });
    await expect(
      handler(() => Promise.reject(new Error('out of room'))).execute(command(CITY)),
    ).rejects.toThrow('out of room');
    const runs = await runsOf(service.unitOfWork, [CITY, EMPTY], 10);
    expect(runs.map(({ city, outcome, error }) => [city, outcome, error]).sort()).toEqual([
      [CITY, 'failed', 'out of room'],
      [EMPTY, 'too-little', null],
    ]);
  });

  it('runs once at a time, and a run that was stopped counts for nothing', async () => {
    const stopping = new AbortController();
    const begun = new EventEmitter();
    const waiting: Trainer = (_, signal) =>
      new Promise((_resolve, reject) => {
        begun.emit('begun');
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    const isBegun = once(begun, 'begun');
    const one = handler(waiting).execute(command(CITY, stopping.signal));
    await isBegun;
    await expect(train(EMPTY)).rejects.toMatchObject({ code: 'TRAINING_UNDER_WAY' });
    stopping.abort();
    await expect(one).rejects.toThrow(/abort/i);
    expect(await runsOf(service.unitOfWork, [CITY], 10)).toEqual([]);
    expect((await train(CITY, true)).challenge.kind).toBe('compared');
  });

  it('is due once Bole has been there for a week, what all share first, and again a week after each run', async () => {
    const due = (days: number) => dueCity(service.unitOfWork, new Date(NOW.getTime() + days * DAY_MS));
    expect(await due(0)).toBeUndefined();
    const order: (string | undefined)[] = [];
    for (let run = 0; run < 3; run++) {
      const city = await due(1);
      order.push(city);
      if (city !== undefined) {
        const at = { id: `due-${run}`, city, by: 'schedule', now: new Date(NOW.getTime() + 2 * DAY_MS) };
        await service.unitOfWork.run((transaction) => beginRun(transaction, at));
        await service.unitOfWork.query(
          `update matching.training_run set ended_at = now(), outcome = 'too-little' where id = $1`,
          [at.id],
        );
      }
    }
    expect(order).toEqual([NO_CITY, CITY, EMPTY]);
    expect(await due(1)).toBeUndefined();
    expect(await due(3)).toBe(NO_CITY);
  });

  it('knows how high each pair had stood before it came together', async () => {
    const [own, other] = market.deeds.slice(-2);
    if (own === undefined || other === undefined) throw new Error('There are no deeds.');
    const list = (projectId: string, ...investors: string[]) => ({
      leads: investors.map((investorId) => ({ projectId, investorId })),
      chances: new Map([[own.investorId, { explored: true, probability: 0.25 }]]),
    });
    const show = (at: number, ...lists: ReturnType<typeof list>[]) =>
      service.unitOfWork.run(async (transaction) => {
        await transaction.query(
          `insert into matching.match (project_id, investor_id, lead_id, score, base, fit, intent, relationship,
             contributions, model, for_project, for_investor, moved, changed_at, city)
           select project, investor, project || investor, 0, 0, 0, 0, 0, '[]', 'm', true, false, '[]', now(), $3
           from unnest($1::text[], $2::text[]) as pair(project, investor) on conflict do nothing`,
          [
            lists.flatMap(({ leads }) => leads.map(({ projectId }) => projectId)),
            lists.flatMap(({ leads }) => leads.map(({ investorId }) => investorId)),
            CITY,
          ],
        );
        await noteShown(transaction, lists as never, new Date(at));
      });
    const before = own.occurredAt - 9 * DAY_MS;
    await show(
      before,
      list(own.projectId, 'inv_38', 'inv_39', own.investorId),
      list(other.projectId, 'inv_39'),
    );
    await show(before + DAY_MS, list(own.projectId, 'inv_38', own.investorId));
    await show(before + 2 * DAY_MS, list(own.projectId, 'inv_38', 'inv_39', 'inv_37', own.investorId));
    const late = new Date(Date.UTC(2013, 0, 1));
    const seenOf = async ({ projectId, investorId }: { projectId: string; investorId: string }) =>
      (await readOutcomes(service.unitOfWork, CITY, late)).seen.find(
        (outcome) => outcome.projectId === projectId && outcome.investorId === investorId,
      );
    expect(await seenOf(own)).toMatchObject({ rank: 2, probability: 0.25, listed: true });
    expect(await seenOf(other)).toMatchObject({ rank: null, probability: 1, listed: true });
    expect(await seenOf(market.deeds[0] ?? own)).toMatchObject({ rank: null, listed: false });
    // What came higher only after the two had found one another explains nothing.
    await show(own.occurredAt + DAY_MS, list(own.projectId, own.investorId));
    expect(await seenOf(own)).toMatchObject({ rank: null });
    expect(await pruneShown(service.unitOfWork, late)).toBe(0);
    expect(await pruneShown(service.unitOfWork, new Date(Date.UTC(2020, 0, 1)))).toBe(5);
  });

  it('comes out the same in a thread of its own, which ends when it is told to', async () => {
    const outcomes = await readOutcomes(service.unitOfWork, CITY, NOW);
    const input = { outcomes, champion: DEFAULT_MODEL, now: NOW, settings: SETTINGS };
    const register = join(__dirname, '../../../../test/support/register-typescript.cjs');
    const inThread = trainInThread(['-r', register]);
    expect(await inThread(input, new AbortController().signal)).toEqual(trainHere(input));
    await expect(inThread(input, AbortSignal.timeout(1))).rejects.toThrow(/timeout|abort/i);
  });
});

function command(city: string, signal?: AbortSignal): TrainModelCommand {
  return new TrainModelCommand(city, 'command line', false, signal);
}
