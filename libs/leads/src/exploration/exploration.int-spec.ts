import { fixedClock } from '@bole/kernel';
import { Acting, type ActingScope } from '@bole/persistence';
import { type MatchingWorld, matchingWorld } from '../../../../test/support/matching-world';
import { SAMPLES_AS_OF } from '../../../../test/support/sample-world';
import { RecordLoader } from '../loader/record.loader';
import { HideLeadCommand } from '../marks/commands/hide-lead/hide-lead.command';
import { HideLeadHandler } from '../marks/commands/hide-lead/hide-lead.handler';
import { type MarkAuthor } from '../marks/lead-mark';
import { ModelsInUse } from '../models/city-models';
import { ListLeadsHandler } from '../queries/list-leads/list-leads.handler';
import { type ListedLead, ListLeadsQuery } from '../queries/list-leads/list-leads.query';
import { ReasonWriter } from '../reasons/lead-reasons';
import { markTasks } from '../store/task.store';
import { SetRankingCommand } from './commands/set-ranking/set-ranking.command';
import { SetRankingHandler } from './commands/set-ranking/set-ranking.handler';
import { GetRankingHandler } from './queries/get-ranking/get-ranking.handler';
import { GetRankingQuery } from './queries/get-ranking/get-ranking.query';

const DONGGUAN: ActingScope = { city: '441900', neighbours: [] };
const FOSHAN: ActingScope = { city: '440600', neighbours: [] };
const ADMINISTRATOR: MarkAuthor = { kind: 'person', id: 'per_1', name: '周(示例)' };
const clock = fixedClock('2026-11-22T12:00:00Z');
const LEADS_PER_PARTY = 10;
const NEXT_DAY = new Date(SAMPLES_AS_OF.getTime() + 86_400_000);

describe('exploration', () => {
  let world: MatchingWorld;
  let list: ListLeadsHandler;
  const own = () =>
    world.projects.filter(({ city, profile }) => city === DONGGUAN.city && profile.status === 'open');

  beforeAll(async () => {
    world = await matchingWorld(LEADS_PER_PARTY);
    const { unitOfWork } = world.gateway;
    const writer = new ReasonWriter(new RecordLoader(unitOfWork), clock, new ModelsInUse(unitOfWork));
    list = new ListLeadsHandler(unitOfWork, clock, writer);
    await rematch();
  });
  afterAll(() => world.close());

  const rematch = async (asOf?: Date) => {
    const ids = world.projects.map(({ id }) => id);
    await markTasks(world.service.unitOfWork, 'project', ids, { quietMs: 0, changed: false });
    return world.matchAll(asOf);
  };
  const set = (exploration: number, revision?: number) =>
    Acting.run(DONGGUAN, () =>
      new SetRankingHandler(world.gateway.unitOfWork, clock).execute(
        new SetRankingCommand(DONGGUAN.city, ADMINISTRATOR, exploration, revision),
      ),
    );
  /** What stands on projects' lists, in their order, by project. */
  const lists = async (scope: ActingScope, language: 'zh' | 'en' = 'en') => {
    const { items } = await Acting.run(scope, () =>
      list.execute(new ListLeadsQuery({}, { sort: '-score', limit: 1_000 }, 'short', language)),
    );
    const byProject = new Map<string, ListedLead[]>();
    for (const lead of items)
      if (lead.rank !== null)
        byProject.set(lead.project.id, [...(byProject.get(lead.project.id) ?? []), lead]);
    return byProject;
  };
  const idsOf = (leads: ReadonlyMap<string, readonly ListedLead[]>) =>
    new Map([...leads].map(([project, own]) => [project, own.map(({ id }) => id)]));
  const floors = async () =>
    world.service.unitOfWork.query<{ id: string; floor: number }>(
      `select id, floor from matching.list where kind = 'project' and id = any($1::text[]) order by id`,
      [own().map(({ id }) => id)],
    );

  it('is none unless an administrator sets a share, of a fifth at most', async () => {
    const ranking = await Acting.run(DONGGUAN, () =>
      new GetRankingHandler(world.gateway.unitOfWork).execute(new GetRankingQuery(DONGGUAN.city)),
    );
    expect(ranking).toMatchObject({ exploration: 0, by: null, revision: 0 });
    for (const share of [-0.01, 0.21, Number.NaN])
      await expect(set(share)).rejects.toMatchObject({ problems: [{ field: 'exploration' }] });
    await expect(set(0.1, 3)).rejects.toMatchObject({ code: 'REVISION_MOVED_ON' });
    const all = [...(await lists(DONGGUAN)).values()].flat();
    expect(all.length).toBeGreaterThan(50);
    expect(all.every(({ explored, probability }) => !explored && probability === null)).toBe(true);
  });

  it('draws some of each list from below its end, says so, and is drawn the same until the day is another', async () => {
    const [before, others, floor] = [await lists(DONGGUAN), await lists(FOSHAN), await floors()];
    expect(await set(0.2, 0)).toMatchObject({ exploration: 0.2, by: ADMINISTRATOR, revision: 1 });
    await world.matchAll();
    const after = await lists(DONGGUAN);
    let explored = 0;
    for (const [project, leads] of after) {
      const best = before.get(project) ?? [];
      expect(leads).toHaveLength(best.length);
      expect(leads.slice(0, 3).map(({ id }) => id)).toEqual(best.slice(0, 3).map(({ id }) => id));
      expect(leads.slice(0, 3).every(({ probability }) => probability === null)).toBe(true);
      const scores = leads.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      for (const lead of leads.slice(3)) {
        const wasBest = best.some(({ id }) => id === lead.id);
        expect(lead.explored).toBe(!wasBest);
        if (wasBest) expect(lead.probability).toBeCloseTo(0.8, 12);
        else expect(lead.probability).toBeLessThan(0.2);
        if (!wasBest) explored++;
        expect(lead.reasons?.listed?.startsWith('Listed to learn')).toBe(wasBest ? undefined : true);
        expect(lead.parts.base + lead.parts.fit + lead.parts.intent + lead.parts.relationship).toBe(
          lead.score,
        );
      }
    }
    expect(explored).toBeGreaterThan(4);
    const zh = [...(await lists(DONGGUAN, 'zh')).values()].flat().find((lead) => lead.explored);
    expect(zh?.reasons?.listed).toMatch(/^列入探索:.*%/);
    // Whoever was given no place may still pass the end of the ranking, and no other.
    expect(await floors()).toEqual(floor);
    expect(await lists(FOSHAN)).toEqual(others);

    expect(await rematch()).toBe(0);
    expect(idsOf(await lists(DONGGUAN))).toEqual(idsOf(after));
    await rematch(NEXT_DAY);
    expect(idsOf(await lists(DONGGUAN))).not.toEqual(idsOf(after));
    await rematch();
    expect(idsOf(await lists(DONGGUAN))).toEqual(idsOf(after));
  });

  it('tells others of the draw with the list', async () => {
    const rows = await world.service.unitOfWork.query<{
      leads: { explored?: boolean; probability?: number }[];
    }>(
      `select value::jsonb -> 'leads' as leads from outbox.event
       where key = any($1::text[]) order by id desc`,
      [own().map(({ id }) => `project:${id}`)],
    );
    const drawn = rows.flatMap(({ leads }) => leads).filter(({ explored }) => explored === true);
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.every(({ probability }) => probability !== undefined && probability < 0.2)).toBe(true);
  });

  it('never draws who is hidden, and ends when it is set to none', async () => {
    const drawn = [...(await lists(DONGGUAN)).values()].flat().filter(({ explored }) => explored);
    for (const { id } of drawn)
      await Acting.run(DONGGUAN, () =>
        new HideLeadHandler(world.gateway.unitOfWork, clock).execute(
          new HideLeadCommand(ADMINISTRATOR, id, null, undefined),
        ),
      );
    await world.matchAll();
    const hidden = new Set(drawn.map(({ id }) => id));
    const after = [...(await lists(DONGGUAN)).values()].flat();
    expect(after.filter(({ id }) => hidden.has(id))).toEqual([]);
    expect(after.some(({ explored }) => explored)).toBe(true);

    await set(0);
    await world.matchAll();
    const all = [...(await lists(DONGGUAN)).values()].flat();
    expect(all.every(({ explored, probability }) => !explored && probability === null)).toBe(true);
  });
});
