import { projectSubmittedV1 } from '@bole/contracts';
import { fixedClock } from '@bole/kernel';
import { projectFacts } from '@bole/matching';
import { Acting, type ActingScope } from '@bole/persistence';
import { Person } from '@bole/platform';
import { Client } from 'pg';
import { type MatchingWorld, matchingWorld } from '../../../../test/support/matching-world';
import { RecordLoader } from '../loader/record.loader';
import { ModelsInUse } from '../models/city-models';
import { BestLeadsHandler } from '../queries/best-leads/best-leads.handler';
import { BestLeadsQuery } from '../queries/best-leads/best-leads.query';
import { ListLeadsHandler, ListPartyLeadsHandler } from '../queries/list-leads/list-leads.handler';
import {
  LEAD_SORTS,
  type LeadSort,
  type ListedLead,
  ListLeadsQuery,
  ListPartyLeadsQuery,
  type PartyLeads,
} from '../queries/list-leads/list-leads.query';
import { ReasonWriter } from '../reasons/lead-reasons';
import { FactsStore } from '../store/facts.store';
import { markTasks } from '../store/task.store';
import { ClearMarkCommand } from './commands/clear-mark/clear-mark.command';
import { ClearMarkHandler } from './commands/clear-mark/clear-mark.handler';
import { HideLeadCommand } from './commands/hide-lead/hide-lead.command';
import { HideLeadHandler } from './commands/hide-lead/hide-lead.handler';
import { PinLeadCommand } from './commands/pin-lead/pin-lead.command';
import { PinLeadHandler } from './commands/pin-lead/pin-lead.handler';
import { type MarkAuthor, type MarksAsked } from './lead-mark';
import { MarkPersonalData } from './mark.personal-data';
import { PairCuts } from './pair-cuts';
import { GetLeadMarkHandler } from './queries/get-lead-mark/get-lead-mark.handler';
import { GetLeadMarkQuery } from './queries/get-lead-mark/get-lead-mark.query';

const DONGGUAN: ActingScope = { city: '441900', neighbours: [] };
const FOSHAN: ActingScope = { city: '440600', neighbours: [] };
const OFFICER: MarkAuthor = { kind: 'person', id: 'per_1', name: '周(示例)' };
const clock = fixedClock('2026-11-22T12:00:00Z');
const LEADS_PER_PARTY = 8;

describe('pinned and hidden leads', () => {
  let world: MatchingWorld;
  let owner: Client;
  let list: ListLeadsHandler;
  let ofParty: ListPartyLeadsHandler;
  let projectId: string;

  beforeAll(async () => {
    world = await matchingWorld(LEADS_PER_PARTY);
    owner = new Client({ ...world.database.connection });
    await owner.connect();
    const { unitOfWork } = world.gateway;
    const loader = new RecordLoader(unitOfWork);
    const writer = new ReasonWriter(loader, clock, new ModelsInUse(unitOfWork));
    list = new ListLeadsHandler(unitOfWork, clock, writer);
    ofParty = new ListPartyLeadsHandler(unitOfWork, clock, writer, new PairCuts(loader, clock));
  });
  afterAll(async () => {
    await owner.end();
    await world.close();
  });

  /** Each test has a project of its own, for some do to it what cannot be undone. */
  let tests = 0;
  beforeEach(async () => {
    const service = world.service.unitOfWork;
    await owner.query(`delete from leads.lead_mark`);
    const open = own();
    projectId = open[tests++ % open.length]?.id ?? '';
    await markTasks(service, 'project', [projectId], { quietMs: 0, changed: false });
    await world.matchAll();
  });
  const own = () =>
    world.projects.filter(({ city, profile }) => city === DONGGUAN.city && profile.status === 'open');

  const within = <Result>(work: () => Promise<Result>, scope = DONGGUAN) => Acting.run(scope, work);
  const ofProject = (marks: MarksAsked = 'shown', limit = 200, cursor?: string): Promise<PartyLeads> =>
    within(() =>
      ofParty.execute(
        new ListPartyLeadsQuery({ kind: 'project', id: projectId }, { limit, cursor }, 'none', 'en', marks),
      ),
    );
  const ofCity = (marks: MarksAsked, sort: LeadSort, limit = 1_000, cursor?: string) =>
    within(() => list.execute(new ListLeadsQuery({ marks }, { sort, limit, cursor }, 'none', 'en')));
  const pin = (id: string, note: string | null = null, revision?: number, scope = DONGGUAN) =>
    within(
      () => new PinLeadHandler(unit(), clock).execute(new PinLeadCommand(OFFICER, id, note, revision)),
      scope,
    );
  const hide = (id: string, revision?: number) =>
    within(() =>
      new HideLeadHandler(unit(), clock).execute(new HideLeadCommand(OFFICER, id, null, revision)),
    );
  const clear = (id: string, revision?: number) =>
    within(() => new ClearMarkHandler(unit(), clock).execute(new ClearMarkCommand(OFFICER, id, revision)));
  const unit = () => world.gateway.unitOfWork;
  const idsOf = (leads: readonly ListedLead[]) => leads.map(({ id }) => id);
  const at = <Item>(items: readonly Item[], place: number): Item => {
    const item = items.at(place);
    if (item === undefined) throw new Error(`There is nothing at ${place}`);
    return item;
  };

  it('puts pinned leads on top and hidden ones out of sight, of each list, and shows either where asked', async () => {
    const { items } = await ofProject();
    const [best, second, low] = [at(items, 0), at(items, 1), at(items, -1)];
    await pin(low.id, '市领导已约见');
    await pin(second.id);
    await hide(best.id);
    const after = await ofProject();
    const rest = items.filter((lead) => ![best, second, low].includes(lead));
    expect(idsOf(after.items)).toEqual([second, low, ...rest].map(({ id }) => id));
    expect(after.items[1]?.mark).toEqual({
      ...{ kind: 'pinned', note: '市领导已约见', by: OFFICER },
      ...{ at: '2026-11-22T12:00:00.000Z', revision: 1 },
    });
    expect(at(after.items, -1).mark).toBeNull();
    expect(idsOf((await ofProject('hidden')).items)).toEqual([best.id]);
    expect(idsOf((await ofProject('pinned')).items)).toEqual([second.id, low.id]);
    expect(idsOf((await ofProject('all')).items)).toEqual([second, low, best, ...rest].map(({ id }) => id));

    const investor = { kind: 'investor', id: low.investor.id } as const;
    const theirs = await within(() =>
      ofParty.execute(new ListPartyLeadsQuery(investor, { limit: 50 }, 'none', 'en')),
    );
    expect(theirs.items[0]?.id).toBe(low.id);
    const loader = new RecordLoader(unit());
    const greeted = await within(() =>
      new BestLeadsHandler(unit(), clock, loader, new ModelsInUse(unit())).execute(new BestLeadsQuery(5)),
    );
    expect(greeted[0]?.leadId).toBe(second.id);

    const seen = await Acting.run({ ...DONGGUAN, projects: [projectId] }, () =>
      list.execute(new ListLeadsQuery({ marks: 'pinned' }, { sort: '-score', limit: 5 }, 'none', 'en')),
    );
    expect(seen.items.map(({ mark }) => mark?.note)).toEqual([null, null]);
  });

  it.each(LEAD_SORTS)('pages by %s through pinned ones and the rest, each once', async (sort) => {
    const everything = (await ofCity('all', sort)).items;
    const pinned = everything.filter((_, place) => place % 9 === 4);
    const [hidden, early, late] = [at(everything, 1), at(everything, 2), at(everything, -1)];
    for (const { id } of pinned) await pin(id);
    await hide(hidden.id);
    const expected = [...pinned, ...everything.filter((lead) => ![...pinned, hidden].includes(lead))];
    const read = async (meanwhile?: () => Promise<unknown>): Promise<string[]> => {
      const found: string[] = [];
      for (let cursor: string | undefined; ;) {
        const { items, next } = await ofCity('shown', sort, 3, cursor);
        found.push(...idsOf(items));
        if (cursor === undefined) await meanwhile?.();
        if (next === null) return found;
        cursor = next;
      }
    };
    expect(await read()).toEqual(idsOf(expected));
    // Decided between two pages: what was shown is not shown again, what was to come is left out.
    const later = fixedClock('2026-11-22T12:00:01Z');
    const found = await read(async () => {
      const [first] = pinned;
      for (const id of [first?.id ?? ''])
        await within(() => new ClearMarkHandler(unit(), later).execute(new ClearMarkCommand(OFFICER, id, 1)));
      for (const { id } of [early, late])
        await within(() =>
          new PinLeadHandler(unit(), later).execute(new PinLeadCommand(OFFICER, id, null, undefined)),
        );
    });
    expect(found).toEqual(idsOf(expected.filter((lead) => lead !== early && lead !== late)));
    const { items } = await within(() =>
      list.execute(
        new ListLeadsQuery(
          { changedSince: new Date('2026-11-22T12:00:01Z') },
          { sort, limit: 50 },
          'none',
          'en',
        ),
      ),
    );
    expect(new Set(idsOf(items))).toEqual(new Set([pinned[0], early, late].map((lead) => lead?.id)));
  });

  it('has the matcher keep what is pinned, give no place to what is hidden, and rank as before once both are cleared', async () => {
    const before = (await ofProject()).items;
    expect(before).toHaveLength(LEADS_PER_PARTY);
    const [gone, low] = [at(before, 0), at(before, -1)];
    await pin(low.id);
    await hide(gone.id);
    // Three better ones crowd the pinned one out of the best.
    await world.matchAll();
    for (const { id } of before.slice(1, 4)) await hide(id);
    await world.matchAll();
    const shown = (await ofProject()).items;
    expect(idsOf(shown)).toContain(low.id);
    expect(shown).toHaveLength(LEADS_PER_PARTY);
    expect(idsOf(shown)).not.toContain(gone.id);
    const [row] = await listRow();
    expect(row?.floor).toBe(Math.min(...shown.map(({ score }) => score)));
    const kept = (await ofProject('hidden')).items;
    expect(idsOf(kept)).toEqual(idsOf(before.slice(0, 4)));
    expect(kept.map(({ score }) => score)).toEqual(before.slice(0, 4).map(({ score }) => score));
    expect(kept.every(({ rank }) => rank === null)).toBe(true);

    // A rebuild of all that is computed undoes no decision either.
    await world.service.unitOfWork.query(`delete from matching.match where project_id = $1`, [projectId]);
    await markTasks(world.service.unitOfWork, 'project', [projectId], { quietMs: 0, changed: false });
    await world.matchAll();
    expect(idsOf((await ofProject()).items)).toEqual(idsOf(shown));
    expect(idsOf((await ofProject('hidden')).items)).toEqual(idsOf(kept));

    for (const { id } of [...before.slice(0, 4), low]) await clear(id);
    await world.matchAll();
    expect(idsOf((await ofProject('all')).items)).toEqual(idsOf(before));
  });

  it('keeps a pinned lead that ranks below the list, apart from it', async () => {
    const ranked = (await ofProject()).items;
    await hide(at(ranked, 0).id);
    await world.matchAll();
    const found = at((await ofProject()).items, -1);
    expect(idsOf(ranked)).not.toContain(found.id);
    await pin(found.id);
    await clear(at(ranked, 0).id);
    await world.matchAll();
    const shown = (await ofProject()).items;
    expect(idsOf(shown)).toEqual(idsOf([found, ...ranked]));
    expect(shown[0]?.rank).toBe(LEADS_PER_PARTY + 1);
    const [row] = await listRow();
    expect(row?.floor).toBe(at(ranked, -1).score);
  });

  const listRow = () =>
    world.service.unitOfWork.query<{ floor: number | null }>(
      `select floor from matching.list where kind = 'project' and id = $1`,
      [projectId],
    );

  it('lets a hard limit cut a pinned lead, and says which', async () => {
    const [first] = (await ofProject()).items;
    if (first === undefined) throw new Error('no lead');
    await pin(first.id);
    const { unitOfWork } = world.service;
    const own = world.investors.find(({ id }) => id === first.investor.id);
    const project = world.projects.find(({ id }) => id === projectId);
    if (own === undefined || project === undefined) throw new Error('no such party');
    await unitOfWork.run((transaction) =>
      new FactsStore(transaction).saveFacts('project', [
        {
          ...{ id: projectId, revision: 2, active: true, city: project.city, audience: 'public' },
          facts: projectFacts(projectId, {
            ...project.profile,
            limits: { ...project.profile.limits, excludedIndustries: [], excludedKinds: [own.profile.kind] },
          }),
        },
      ]),
    );
    await markTasks(unitOfWork, 'project', [projectId], { quietMs: 0, changed: true });
    await world.matchAll();
    const { items, cutPins } = await ofProject();
    expect(idsOf(items)).not.toContain(first.id);
    expect(cutPins).toEqual([
      expect.objectContaining({
        leadId: first.id,
        limits: [expect.objectContaining({ code: 'INVESTOR_KIND_EXCLUDED' })],
      }),
    ]);
    const cuts = new PairCuts(new RecordLoader(unit()), clock);
    const asked = await within(() =>
      new GetLeadMarkHandler(unit(), cuts).execute(new GetLeadMarkQuery(first.id)),
    );
    expect(asked).toMatchObject({ mark: { kind: 'pinned' }, limits: [{ code: 'INVESTOR_KIND_EXCLUDED' }] });
    expect((await clear(first.id)).mark).toBeNull();
    expect((await ofProject()).cutPins).toEqual([]);
  });

  it('decides by revision, tells the feed, and knows no lead of another city', async () => {
    const [first] = (await ofProject()).items;
    const id = first?.id ?? '';
    await world.service.unitOfWork.query(`delete from matching.lead_change`);
    expect(await pin(id, 'x', 0)).toMatchObject({ revision: 1, mark: { kind: 'pinned', note: 'x' } });
    for (const late of [() => pin(id, null, 0), () => hide(id, 7), () => clear(id, 0)])
      await expect(late()).rejects.toMatchObject({ code: 'REVISION_MOVED_ON' });
    expect(await hide(id, 1)).toMatchObject({ revision: 2, mark: { kind: 'hidden', note: null } });
    expect(await clear(id, 2)).toMatchObject({ revision: 3, mark: null });
    expect(await clear(id, 3)).toMatchObject({ revision: 3, mark: null });
    const told = await world.service.unitOfWork.query<{
      changes: { leadId: string; mark?: string | null }[];
    }>(`select changes from matching.lead_change where project_id = $1 order by xid, seq`, [projectId]);
    const marks = told.flatMap(({ changes }) => changes.filter((change) => change.leadId === id));
    expect(marks.map(({ mark }) => mark)).toEqual(['pinned', 'hidden', null]);
    await expect(pin(id, null, undefined, FOSHAN)).rejects.toMatchObject({ code: 'LEAD_NOT_FOUND' });
    await expect(pin('lead_unknown')).rejects.toMatchObject({ code: 'LEAD_NOT_FOUND' });
  });

  it('goes along when a project moves to another city, without the note', async () => {
    const [first, second] = (await ofProject()).items;
    await pin(first?.id ?? '', 'for us alone');
    await hide(second?.id ?? '');
    const project = world.projects.find(({ id }) => id === projectId);
    const { profile } = project ?? projectSubmittedV1.golden;
    await world.service.unitOfWork.run((transaction) =>
      new FactsStore(transaction).saveFacts('project', [
        {
          ...{ id: projectId, revision: 2, active: true, city: FOSHAN.city, audience: 'public' },
          facts: projectFacts(projectId, projectSubmittedV1.data.shape.profile.parse(profile)),
        },
      ]),
    );
    const there = await within(
      () =>
        list.execute(
          new ListLeadsQuery({ projectId, marks: 'all' }, { sort: '-score', limit: 50 }, 'none', 'en'),
        ),
      FOSHAN,
    );
    const marked = there.items.filter(({ mark }) => mark !== null);
    expect(marked.map(({ id, mark }) => [id, mark?.kind, mark?.note, mark?.by.kind])).toEqual([
      [first?.id, 'pinned', null, 'city'],
      [second?.id, 'hidden', null, 'city'],
    ]);
  });

  it('gives out and clears notes that name a person', async () => {
    const [first, second] = (await ofProject()).items;
    const investorId = first?.investor.id ?? '';
    await pin(first?.id ?? '', '找王敏(示例),138 0013 8000');
    await pin(second?.id ?? '', 'nobody');
    const known = { investorId, name: '王敏(示例)', phone: '13800138000' };
    const person = new Person(DONGGUAN.city, known, ['con_1'], [known]);
    const data = new MarkPersonalData(unit());
    const exported = await within(() => data.export(person));
    expect(exported).toEqual([
      { name: 'leadMarks', items: [expect.objectContaining({ leadId: first?.id })] },
    ]);
    const erase = () => within(() => unit().run((transaction) => data.erase(transaction, person)));
    expect(await erase()).toEqual({ leadMarks: 1 });
    expect((await ofProject('pinned')).items.map(({ mark }) => mark?.note).sort()).toEqual([
      'nobody',
      '找[erased],[erased]',
    ]);
    expect(await erase()).toEqual({ leadMarks: 0 });
  });
});
