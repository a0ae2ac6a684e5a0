import { countedIds, fixedClock } from '@bole/kernel';
import { Acting, type ActingScope } from '@bole/persistence';
import { Person } from '@bole/platform';
import { Client } from 'pg';
import { type MatchingWorld, matchingWorld } from '../../../../test/support/matching-world';
import { RecordLoader } from '../loader/record.loader';
import { ModelsInUse } from '../models/city-models';
import { ListLeadsHandler } from '../queries/list-leads/list-leads.handler';
import { type LeadFilter, ListLeadsQuery } from '../queries/list-leads/list-leads.query';
import { ReasonWriter } from '../reasons/lead-reasons';
import { markTasks } from '../store/task.store';
import { AddLeadNoteCommand } from './commands/add-lead-note/add-lead-note.command';
import { AddLeadNoteHandler } from './commands/add-lead-note/add-lead-note.handler';
import { AddLeadTaskCommand } from './commands/add-lead-task/add-lead-task.command';
import { AddLeadTaskHandler } from './commands/add-lead-task/add-lead-task.handler';
import { ChangeLeadCommand } from './commands/change-lead/change-lead.command';
import { ChangeLeadHandler } from './commands/change-lead/change-lead.handler';
import { ChangeLeadTaskCommand } from './commands/change-lead-task/change-lead-task.command';
import { ChangeLeadTaskHandler } from './commands/change-lead-task/change-lead-task.handler';
import { LoseLeadCommand } from './commands/lose-lead/lose-lead.command';
import { LoseLeadHandler } from './commands/lose-lead/lose-lead.handler';
import { MoveLeadCommand } from './commands/move-lead/move-lead.command';
import { MoveLeadHandler } from './commands/move-lead/move-lead.handler';
import { LeadDecisions } from './lead-decisions';
import { type LeadLife, type LifeActor } from './lead-life';
import { type Move } from './life-rules';
import { LifePersonalData } from './life.personal-data';
import { GetBoardHandler } from './queries/get-board/get-board.handler';
import { GetBoardQuery } from './queries/get-board/get-board.query';
import { GetLeadLifeHandler } from './queries/get-lead-life/get-lead-life.handler';
import { GetLeadLifeQuery } from './queries/get-lead-life/get-lead-life.query';
import { ListLeadHistoryHandler } from './queries/list-lead-history/list-lead-history.handler';
import { ListLeadHistoryQuery } from './queries/list-lead-history/list-lead-history.query';
import { ListLeadTasksHandler } from './queries/list-lead-tasks/list-lead-tasks.handler';
import { ListLeadTasksQuery } from './queries/list-lead-tasks/list-lead-tasks.query';

const DONGGUAN: ActingScope = { city: '441900', neighbours: [] };
const FOSHAN: ActingScope = { city: '440600', neighbours: [] };
const ZHOU: LifeActor = { kind: 'person', id: 'per_zhou', name: '周(示例)', role: 'officer' };
const WU: LifeActor = { kind: 'person', id: 'per_wu', name: '吴(示例)', role: 'officer' };
const clock = fixedClock('2026-11-22T17:00:00Z');
const NEXT = { what: '约考察(示例)', on: '2026-12-03' };
const SIGNED: Move = { to: 'signed', on: '2026-11-23', amount: { amount: 8e8, currency: 'CNY' } };

describe('the life of a lead', () => {
  let world: MatchingWorld;
  let owner: Client;
  let decisions: LeadDecisions;
  let leads: string[];

  beforeAll(async () => {
    world = await matchingWorld(8);
    owner = new Client({ ...world.database.connection });
    await owner.connect();
    decisions = new LeadDecisions(unit(), clock, countedIds('evt'));
    const projects = world.projects.filter(({ city }) => city === DONGGUAN.city).map(({ id }) => id);
    await markTasks(world.service.unitOfWork, 'project', projects, { quietMs: 0, changed: false });
    await world.matchAll();
    for (const { id, name, role } of [ZHOU, WU]) {
      await owner.query(
        `insert into access.person (id, email, name, language, created_at) values ($1, $1 || '@city.example', $2, 'zh', now())`,
        [id, name],
      );
      await owner.query(
        `insert into access.membership (person_id, city, role, joined_at) values ($1, $2, $3, now())`,
        [...[id, DONGGUAN.city, role]],
      );
    }
    const { rows } = await owner.query<{ lead_id: string }>(
      `select lead_id from matching.match where city = $1 order by score desc, lead_id`,
      [DONGGUAN.city],
    );
    leads = rows.map(({ lead_id }) => lead_id);
  });
  afterAll(async () => {
    await owner.end();
    await world.close();
  });
  beforeEach(async () => {
    await owner.query(`truncate leads.lead, leads.lead_entry, leads.lead_task, outbox.event`);
  });

  const unit = () => world.gateway.unitOfWork;
  const within = <Result>(work: () => Promise<Result>, scope = DONGGUAN) => Acting.run(scope, work);
  const lead = (place = 0): string => leads[place] ?? '';
  const deciding = (by = ZHOU, note?: string, revision?: number, leadId = lead()) => ({
    leadId,
    by,
    note,
    revision,
  });
  const move = (how: Move, by = ZHOU, revision?: number) =>
    within(() =>
      new MoveLeadHandler(decisions).execute(new MoveLeadCommand(deciding(by, how.note, revision), how)),
    );
  const change = (changes: ChangeLeadCommand['change'], by = ZHOU, leadId = lead()) =>
    within(() =>
      new ChangeLeadHandler(decisions).execute(
        new ChangeLeadCommand(deciding(by, undefined, undefined, leadId), changes),
      ),
    );
  const life = (scope = DONGGUAN, leadId = lead()): Promise<LeadLife> =>
    within(() => new GetLeadLifeHandler(unit()).execute(new GetLeadLifeQuery(leadId)), scope);
  const history = async () =>
    (
      await within(() =>
        new ListLeadHistoryHandler(unit()).execute(new ListLeadHistoryQuery(lead(), 50, undefined)),
      )
    ).items;
  const note = (text: string) =>
    within(() => new AddLeadNoteHandler(unit(), clock).execute(new AddLeadNoteCommand(lead(), WU, text)));

  it('goes from the first word to production; each deed is told to the ranking, and all of it is kept', async () => {
    expect(await life()).toMatchObject({ stage: 'introduced', state: 'open', revision: 0 });
    await move({ to: 'negotiating', nextStep: NEXT });
    await move(SIGNED);
    await move({ to: 'operating', on: '2026-11-23' });
    expect(await life()).toMatchObject({
      ...{ stage: 'operating', state: 'open', revision: 3, nextStep: NEXT, amount: SIGNED.amount },
    });
    const told = await events();
    expect(told.map(({ type, data }) => [type, data['kind'], data['occurredAt'], data['sourceId']])).toEqual([
      ['bole.signal.reported.v1', 'signing', '2026-11-23T00:00:00+08:00', `${lead()}:signing`],
      ['bole.signal.reported.v1', 'production', '2026-11-23T00:00:00+08:00', `${lead()}:production`],
    ]);
    expect(told[0]?.data).toMatchObject({
      tenant: DONGGUAN.city,
      source: '441900/bole-leads',
      amount: SIGNED.amount,
    });
    expect((await history()).map(({ kind, data }) => [kind, data['from'], data['to']])).toEqual([
      ['moved', 'signed', 'operating'],
      ['moved', 'negotiating', 'signed'],
      ['moved', 'introduced', 'negotiating'],
    ]);
  });

  it('is not touched by a rescore, nor by the lead leaving every list', async () => {
    await move({ to: 'negotiating', nextStep: NEXT });
    await world.matchAll(new Date('2026-12-22T12:00:00Z'));
    expect((await life()).stage).toBe('negotiating');
    await owner.query('begin');
    await owner.query(`delete from matching.match where lead_id = $1`, [lead()]);
    const kept = await owner.query(`select stage from leads.lead where lead_id = $1`, [lead()]);
    await owner.query('rollback');
    expect(kept.rows).toEqual([{ stage: 'negotiating' }]);
  });

  it('is its owner’s to decide, and everybody’s to note', async () => {
    await change({ ownerId: WU.id, codeName: '青鸾-07', nextStep: NEXT }, WU);
    await expect(move(SIGNED)).rejects.toMatchObject({ code: 'LEAD_NOT_YOURS' });
    await note('对方关心用电价格(示例)');
    await expect(change({ ownerId: 'per_nobody' }, WU)).rejects.toThrow(
      'OWNER_UNKNOWN: ownerId is per_nobody',
    );
    await expect(change({ codeName: '青鸾-07' }, ZHOU, lead(1))).rejects.toMatchObject({
      code: 'LEAD_CODE_NAME_TAKEN',
    });
    expect(await life()).toMatchObject({
      owner: { id: WU.id, name: WU.name },
      codeName: '青鸾-07',
      revision: 1,
    });
    expect((await history()).map(({ kind, by, note: text }) => [kind, by.name, text])).toEqual([
      ['noted', WU.name, '对方关心用电价格(示例)'],
      ['changed', WU.name, null],
    ]);
  });

  it('takes one of two decisions made at once about the same state, and nothing of what is refused', async () => {
    const both = await Promise.allSettled([
      move(SIGNED, ZHOU, 0),
      move({ ...SIGNED, on: '2026-11-20' }, WU, 0),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'REVISION_MOVED_ON' });
    expect(await history()).toHaveLength(1);
    expect(await events()).toHaveLength(1);
    await expect(move({ to: 'started' })).rejects.toThrow('FIELD_MISSING: on');
    expect(await events()).toHaveLength(1);
  });

  it('tells the ranking each time that the investor declined', async () => {
    const lose = () =>
      within(() => new LoseLeadHandler(decisions).execute(new LoseLeadCommand(deciding(), 'declined')));
    const { revision } = await lose();
    const [told] = await events();
    expect(told?.data).toMatchObject({ kind: 'decline', sourceId: `${lead()}:decline:${revision}` });
    await expect(lose()).rejects.toMatchObject({ code: 'LEAD_NOT_OPEN' });
  });

  it('has tasks, what is due first, and says when they were done', async () => {
    const add = (title: string, dueOn: string | null, leadId = lead()) =>
      within(() =>
        new AddLeadTaskHandler(unit(), clock, countedIds(title)).execute(
          new AddLeadTaskCommand(leadId, WU, { title, dueOn, ownerId: WU.id }),
        ),
      );
    const list = (state: 'open' | 'done', cursor?: string) =>
      within(() =>
        new ListLeadTasksHandler(unit()).execute(new ListLeadTasksQuery({ state, limit: 2, cursor })),
      );
    const some = await add('some day', null);
    await add('later', '2026-12-09', lead(1));
    const soon = await add('soon', '2026-12-01');
    const first = await list('open');
    const second = await list('open', first.next ?? '');
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual([
      'soon',
      'later',
      'some day',
    ]);
    expect(second.next).toBeNull();
    const done = (id: string, revision?: number) =>
      within(() =>
        new ChangeLeadTaskHandler(unit(), clock).execute(
          new ChangeLeadTaskCommand(lead(), id, ZHOU, revision, { done: true }),
        ),
      );
    await expect(done(soon.id, 7)).rejects.toMatchObject({ code: 'REVISION_MOVED_ON' });
    expect(await done(soon.id, 1)).toMatchObject({
      doneAt: '2026-11-22T17:00:00.000Z',
      dueOn: '2026-12-01',
      revision: 2,
    });
    await expect(done('none')).rejects.toMatchObject({ code: 'LEAD_TASK_NOT_FOUND' });
    expect((await list('done')).items.map(({ id }) => id)).toEqual([soon.id]);
    expect((await list('open')).items.map(({ id }) => id)).toContain(some.id);
    expect((await history()).map(({ kind }) => kind)).toEqual(['task-changed', 'task-added', 'task-added']);
  });

  it('is counted on the board, with what was signed and what is overdue', async () => {
    await move(SIGNED);
    await change({ nextStep: NEXT }, ZHOU, lead(1));
    const board = (now: string, ownerId?: string) =>
      within(() => new GetBoardHandler(unit(), fixedClock(now)).execute(new GetBoardQuery(ownerId)));
    const [introduced, , signed] = await board('2026-12-03T12:00:00Z');
    expect(introduced).toEqual({
      stage: 'introduced',
      open: 1,
      paused: 0,
      lost: 0,
      amountCny: null,
      overdue: 0,
    });
    expect(signed).toEqual({ stage: 'signed', open: 1, paused: 0, lost: 0, amountCny: 8e8, overdue: 0 });
    // Midnight of the city, not of Greenwich.
    expect((await board('2026-12-03T16:00:00Z'))[0]?.overdue).toBe(1);
    expect((await board('2026-12-03T16:00:00Z', WU.id)).every(({ open }) => open === 0)).toBe(true);
  });

  it('is shown by lists of leads, which are cut by it', async () => {
    await change({ ownerId: WU.id, codeName: '青鸾-07', nextStep: NEXT }, WU);
    await move(SIGNED, WU);
    await change({ codeName: '青鸾-08' }, ZHOU, lead(1));
    const writer = new ReasonWriter(new RecordLoader(unit()), clock, new ModelsInUse(unit()));
    const list = async (filter: LeadFilter) => {
      const asked = new ListLeadsQuery(filter, { sort: '-score', limit: 1_000 }, 'none', 'zh');
      return (await within(() => new ListLeadsHandler(unit(), clock, writer).execute(asked))).items;
    };
    expect((await list({ stage: 'signed' })).map(({ id, life: listed }) => [id, listed])).toEqual([
      [
        lead(),
        {
          ...{ stage: 'signed', state: 'open', codeName: '青鸾-07', nextStep: NEXT },
          owner: { id: WU.id, name: WU.name },
        },
      ],
    ]);
    expect((await list({ owner: WU.id })).map(({ id }) => id)).toEqual([lead()]);
    expect(await list({ owner: ZHOU.id })).toEqual([]);
    const introduced = await list({ stage: 'introduced' });
    expect(introduced).toHaveLength(leads.length - 1);
    expect(introduced.find(({ id }) => id === lead(1))?.life).toMatchObject({
      codeName: '青鸾-08',
      owner: null,
    });
    expect(introduced.find(({ id }) => id === lead(2))?.life).toBeNull();
    expect((await list({ changedSince: clock.now() })).map(({ id }) => id)).toEqual(
      expect.arrayContaining([lead(), lead(1)]),
    );
  });

  it('is nobody else’s to see', async () => {
    await move({ to: 'negotiating', nextStep: NEXT });
    await expect(life(FOSHAN)).rejects.toMatchObject({ code: 'LEAD_NOT_FOUND' });
    const adviser = { ...DONGGUAN, projects: [(await life()).projectId] };
    expect((await life(adviser)).revision).toBe(0);
  });

  it('forgets a person who is erased, in notes, next steps and tasks, and stays otherwise', async () => {
    await note('林晓燕(示例)来电');
    await change({ nextStep: { what: '回复林晓燕(示例)', on: '2026-12-03' } });
    const { investorId } = await life();
    const known = { investorId, name: '林晓燕(示例)' };
    const person = new Person(DONGGUAN.city, known, ['con_1'], [known]);
    const data = new LifePersonalData(unit());
    const [exported] = await within(() => data.export(person));
    expect(exported?.items.map((item) => item['text'])).toEqual(['回复林晓燕(示例)', '林晓燕(示例)来电']);
    const erase = () => within(() => unit().run((transaction) => data.erase(transaction, person)));
    expect(await erase()).toEqual({ leadTexts: 3 });
    expect(await erase()).toEqual({ leadTexts: 0 });
    const all = JSON.stringify([await life(), await history()]);
    expect(all).not.toContain('林晓燕');
    expect(all).toContain('来电');
  });

  /** What waits to be carried to the log, in order. */
  async function events(): Promise<{ type: string; data: Readonly<Record<string, unknown>> }[]> {
    const { rows } = await owner.query<{ type: string; value: string }>(
      `select headers ->> 'ce_type' as type, value from outbox.event order by id`,
    );
    return rows.map(({ type, value }) => ({ type, data: JSON.parse(value) as Record<string, unknown> }));
  }
});
