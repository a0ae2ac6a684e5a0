import { projectProfile, projectSubmittedV1, signalRecordedV1 } from '@bole/contracts';
import { projectFacts, type Scored } from '@bole/matching';
import { inTurn } from '../../../../test/support/in-turn';
import { type TestUnitOfWork, testUnitOfWork } from '../../../../test/support/unit-of-work';
import { FactsStore, type RecordedSignal } from '../store/facts.store';
import { leadId, type Party } from '../lead';
import { MatchStore, type RankedList } from '../store/match.store';
import { type LeadChange } from './lead-change';

const facts = projectFacts('p', projectProfile.parse(projectSubmittedV1.golden.profile));
const NOW = new Date('2026-11-23T12:00:00Z');

describe('what MatchStore tells the feed', () => {
  let test: TestUnitOfWork;

  beforeEach(async () => {
    test = await testUnitOfWork('matcher');
    await test.unitOfWork.query(
      `insert into matching.party (kind, id, city) values ('project', 'p-1', '320500'), ('project', 'p-2', '320200')`,
    );
  });
  afterEach(() => test.close());

  const save = (kind: Party['kind'], ...lists: readonly RankedList[]) =>
    test.unitOfWork.run((transaction) => new MatchStore(transaction).saveLists(kind, lists, NOW));
  /** The rows since the last time, as `{ city project: { investor: change } }`. */
  const told = async (): Promise<Record<string, Record<string, Partial<LeadChange>>>> => {
    const rows = await test.unitOfWork.query<{
      xid: string;
      city: string;
      project_id: string;
      changes: LeadChange[];
    }>(
      `with gone as (delete from matching.lead_change returning *)
       select xid::text as xid, city, project_id, changes from gone where at = $1 order by seq`,
      [NOW],
    );
    expect(new Set(rows.map((row) => `${row.xid} ${row.project_id}`)).size).toBe(rows.length);
    return Object.fromEntries(
      rows.map((row) => [
        `${row.city} ${row.project_id}`,
        Object.fromEntries(
          row.changes.map(({ leadId: id, investorId, ...change }) => {
            expect(id).toBe(leadId(row.project_id, investorId));
            return [investorId, change];
          }),
        ),
      ]),
    );
  };
  const fresh = (score: number) => ({ score, was: null, moved: [], forProject: true, forInvestor: false });

  it('tells what is new, what changed from what to what, and nothing of what stayed', async () => {
    expect(await save('project', list('p-1', [5, 'i-1'], [3, 'i-2']), list('p-2', [4, 'i-1']))).toMatchObject(
      {
        cities: ['320500', '320200'],
      },
    );
    expect(await told()).toEqual({
      '320500 p-1': { 'i-1': fresh(5), 'i-2': fresh(3) },
      '320200 p-2': { 'i-1': fresh(4) },
    });

    expect(await save('project', list('p-1', [5, 'i-1'], [3, 'i-2']))).toMatchObject({ cities: [] });
    expect(await told()).toEqual({});

    await save('project', list('p-1', [5, 'i-1'], [7, 'i-2']));
    expect(await told()).toEqual({
      '320500 p-1': {
        'i-2': { ...fresh(7), was: 3, moved: [{ feature: 'size', points: 4 }] },
      },
    });
  });

  it('tells of a change that came from the investor’s side, and of a pair that a second list takes up', async () => {
    await save('project', list('p-1', [5, 'i-1']));
    await told();
    await save('investor', list('i-1', [6, 'p-1'], [2, 'p-2']));
    expect(await told()).toEqual({
      '320500 p-1': {
        'i-1': {
          score: 6,
          was: 5,
          moved: [{ feature: 'size', points: 1 }],
          forProject: true,
          forInvestor: true,
        },
      },
      '320200 p-2': { 'i-1': { ...fresh(2), forProject: false, forInvestor: true } },
    });
  });

  it('tells when one side lets go of a pair, and when it is gone because neither lists it', async () => {
    await save('project', list('p-1', [5, 'i-1'], [3, 'i-2']));
    await save('investor', list('i-1', [5, 'p-1']));
    await told();
    await save('project', list('p-1'));
    expect(await told()).toEqual({
      '320500 p-1': {
        'i-1': { score: 5, was: 5, moved: [], forProject: false, forInvestor: true },
        'i-2': { score: 3, was: 3, moved: [], forProject: false, forInvestor: false, gone: true },
      },
    });
    await save('investor', { ...list('i-1'), others: [scored('p-1', 'i-1', 1)] });
    expect(await told()).toEqual({
      '320500 p-1': {
        'i-1': {
          score: 1,
          was: 5,
          moved: [{ feature: 'size', points: -4 }],
          forProject: false,
          forInvestor: false,
          gone: true,
        },
      },
    });
  });

  it('tells of pairs that may no longer be: one that is barred, and all of a party that is closed', async () => {
    await save('project', list('p-1', [5, 'i-1'], [3, 'i-2']), list('p-2', [4, 'i-1']));
    await told();
    await save('investor', { ...list('i-2'), barred: ['p-1'] });
    const gone = (score: number) => ({ ...fresh(score), was: score, forProject: false, gone: true });
    expect(await told()).toEqual({ '320500 p-1': { 'i-2': gone(3) } });
    await save('investor', { ...list('i-1'), barred: 'all' });
    expect(await told()).toEqual({ '320500 p-1': { 'i-1': gone(5) }, '320200 p-2': { 'i-1': gone(4) } });
  });

  it('tells the city that a project leaves that its leads are gone, and the one that it comes to that they are new', async () => {
    await save('project', list('p-1', [5, 'i-1']), list('p-2', [4, 'i-1']));
    await told();
    await test.unitOfWork.run((transaction) =>
      new FactsStore(transaction).saveFacts('project', [
        { id: 'p-1', revision: 2, active: true, facts, city: '320200', audience: 'public' },
        { id: 'p-2', revision: 2, active: true, facts, city: '320200', audience: 'public' },
      ]),
    );
    const rows = await test.unitOfWork.query<{ city: string; project_id: string; changes: LeadChange[] }>(
      `select city, project_id, changes from matching.lead_change order by seq`,
    );
    const one = { leadId: leadId('p-1', 'i-1'), investorId: 'i-1' };
    expect(rows).toEqual([
      {
        city: '320500',
        project_id: 'p-1',
        changes: [{ ...one, ...fresh(5), was: 5, forProject: false, gone: true }],
      },
      { city: '320200', project_id: 'p-1', changes: [{ ...one, ...fresh(5) }] },
    ]);
    expect(await test.unitOfWork.query(`select distinct city from matching.match`)).toEqual([
      { city: '320200' },
    ]);
  });

  describe('while a project moves to another city', () => {
    const move = () =>
      test.unitOfWork.run((transaction) =>
        new FactsStore(transaction).saveFacts('project', [
          { id: 'p-1', revision: 2, active: true, facts, city: '320200', audience: 'public' },
        ]),
      );
    const cities = async () => ({
      matches: await test.unitOfWork.query(`select city, investor_id from matching.match order by 2`),
      told: await test.unitOfWork.query(
        `select city, change ->> 'investorId' as investor, change ? 'gone' as gone
         from matching.lead_change, jsonb_array_elements(changes) as change order by seq, 2`,
      ),
    });
    const own = list('p-1', [5, 'i-1'], [3, 'i-2']);
    const before = [
      { city: '320500', investor: 'i-1', gone: false },
      { city: '320500', investor: 'i-2', gone: false },
    ];
    const after = before.map((change) => ({ ...change, city: '320200' }));

    it('a pair that is not committed yet moves along, and both cities are told', async () => {
      await inTurn(
        test.unitOfWork,
        (transaction) => new MatchStore(transaction).saveLists('project', [own], NOW),
        move,
      );
      const { matches, told: rows } = await cities();
      expect(matches).toEqual(after.map(({ city, investor }) => ({ city, investor_id: investor })));
      expect(rows).toEqual([...before, ...before.map((change) => ({ ...change, gone: true })), ...after]);
    });

    it('a pair that is written before the move is committed is the new city’s, whoever’s list it is on', async () => {
      for (const [kind, lists] of [
        ['project', [own]],
        ['investor', [list('i-3', [9, 'p-1'])]],
      ] as const) {
        await test.unitOfWork.query(
          `update matching.party set city = '320500', revision = 1 where id = 'p-1'`,
        );
        await test.unitOfWork.query(`delete from matching.match`);
        await test.unitOfWork.query(`delete from matching.lead_change`);
        await inTurn(
          test.unitOfWork,
          (transaction) =>
            new FactsStore(transaction).saveFacts('project', [
              { id: 'p-1', revision: 2, active: true, facts, city: '320200', audience: 'public' },
            ]),
          () => save(kind, ...lists),
        );
        const { matches, told: rows } = await cities();
        expect(new Set([...matches, ...rows].map((row) => (row as { city: string }).city))).toEqual(
          new Set(['320200']),
        );
        expect(matches).toHaveLength(kind === 'project' ? 2 : 1);
      }
    });
  });

  it('waits for no circle: projects that move and projects that stay are taken in the order of signals', async () => {
    let attempts = 0;
    const signalOf = (id: string): RecordedSignal => ({
      ...signalRecordedV1.golden,
      id: `sig-${id}`,
      project: { ...signalRecordedV1.golden.investor, id },
    });
    const project = (id: string, city: string) => ({
      id,
      revision: 9,
      active: true,
      facts,
      city,
      audience: 'public',
    });
    await test.unitOfWork.query(
      `insert into matching.party (kind, id, city) values ('project', 'p-0', '320500')`,
    );
    await inTurn(
      test.unitOfWork,
      async (transaction) => {
        attempts += 1;
        await new FactsStore(transaction).saveSignals([signalOf('p-0')]);
      },
      () =>
        test.unitOfWork.run((transaction) => {
          attempts += 1;
          const batch = [project('p-0', '320500'), project('p-1', '320200')];
          return new FactsStore(transaction).saveFacts('project', batch);
        }),
      (transaction) => new FactsStore(transaction).saveSignals([signalOf('p-1')]),
    );
    expect(attempts).toBe(2);
  });

  it('is left as it is by a rebuild', async () => {
    await save('project', list('p-1', [5, 'i-1']));
    await test.unitOfWork.run((transaction) => new FactsStore(transaction).clear());
    expect(await told()).toEqual({ '320500 p-1': { 'i-1': fresh(5) } });
  });
});

function list(id: string, ...leads: readonly (readonly [score: number, other: string])[]): RankedList {
  const kind = id.startsWith('p') ? 'project' : 'investor';
  return {
    party: { kind, id },
    asOf: NOW,
    model: 'm',
    leads: leads.map(([score, other]) =>
      kind === 'project' ? scored(id, other, score) : scored(other, id, score),
    ),
    others: [],
    hidden: new Set(),
    chances: new Map(),
    floor: null,
    barred: [],
    changedAt: null,
    claimedAt: NOW,
  };
}

function scored(projectId: string, investorId: string, score: number): Scored {
  return {
    projectId,
    investorId,
    model: 'm',
    score,
    parts: { base: 0, fit: score, intent: 0, relationship: 0 },
    contributions: [{ feature: 'size', group: 'fit', value: score, points: score, evidence: [] }],
  };
}
