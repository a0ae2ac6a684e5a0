import { investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import { fixedClock } from '@bole/kernel';
import { incoming } from '../../../../../test/support/incoming';
import { testUnitOfWork, type TestUnitOfWork } from '../../../../../test/support/unit-of-work';
import { editRef } from '../../profile-edit';
import { profileIdOf } from '../../profile-identity';
import { RecordProfilesCommand } from './record-profiles.command';
import { RecordProfilesHandler } from './record-profiles.handler';

const SUZHOU = '320500';
const WUXI = '320200';
const golden = projectSubmittedV1.data.parse(projectSubmittedV1.golden);
const { registration: _none, ...investor } = investorSubmittedV1.data.parse(
  investorSubmittedV1.golden,
).profile;

describe('edits of profiles, as ingest takes them', () => {
  let test: TestUnitOfWork;
  let handler: RecordProfilesHandler;

  beforeEach(async () => {
    test = await testUnitOfWork('ingest');
    handler = new RecordProfilesHandler(test.unitOfWork, fixedClock('2026-01-01T00:00:00Z'));
  });

  afterEach(() => test.close());

  const id = profileIdOf('project', `${SUZHOU}/crm`, 'P1', golden.profile);
  const named = (zh: string) => ({ ...golden.profile, names: { zh } });
  const owner = (zh: string, version: number) =>
    incoming(projectSubmittedV1, {
      source: `${SUZHOU}/crm`,
      sourceId: 'P1',
      tenant: SUZHOU,
      version,
      profile: named(zh),
    });
  const edit = (zh: string, ifRevision: number, version: number, { tenant = SUZHOU, about = id } = {}) =>
    incoming(projectSubmittedV1, {
      ...editRef(tenant, about),
      tenant,
      about,
      ifRevision,
      version,
      profile: named(zh),
    });
  type Arrival = ReturnType<typeof owner>;
  const submit = (...arrivals: Arrival[]) =>
    handler.execute(new RecordProfilesCommand('project', arrivals, []));
  const kept = async () => {
    const [row] = await test.unitOfWork.query<{ revision: string; zh: string }>(
      `select revision, profile -> 'names' ->> 'zh' as zh from intake.project where id = $1`,
      [id],
    );
    return row === undefined ? undefined : `${row.zh} ${row.revision}`;
  };
  const rejections = async () =>
    (await test.outbox())
      .filter(({ type }) => type === 'bole.record.rejected.v1')
      .map(({ value }) =>
        (value as { problems: { code: string }[] }).problems.map(({ code }) => code).join(),
      );

  it('replaces the profile at its revision, once, though the edit is delivered again', async () => {
    await submit(owner('a', 1_763_000_000_000));
    const change = edit('b', 1, 1_763_000_000_500);
    await submit(change);
    expect(await kept()).toBe('b 2');
    await submit(change);
    expect([await kept(), await rejections()]).toEqual(['b 2', []]);
  });

  it('rejects an edit of a revision that has moved on, of another city’s project, and of none', async () => {
    await submit(owner('a', 10));
    await submit(edit('b', 1, 11));
    await submit(edit('late', 1, 12));
    await submit(edit('foreign', 2, 13, { tenant: WUXI }));
    await submit(edit('none', 1, 14, { about: 'prj_none' }));
    // A place in Suzhou is no project of Wuxi, whatever it is an edit of.
    expect(await rejections()).toEqual(['PROFILE_CHANGED', 'PROJECT_CITY_FOREIGN', 'PROFILE_NOT_FOUND']);
    expect(await kept()).toBe('b 2');
  });

  it('takes one of two edits that come in one batch', async () => {
    await submit(owner('a', 10));
    await submit(edit('first', 1, 11), edit('second', 1, 12));
    expect([await kept(), await rejections()]).toEqual(['first 2', ['PROFILE_CHANGED']]);
  });

  it.each([
    ['by the instant of its change', 1_763_000_000_000, 1_763_000_001_000, 'again the owner’s 3'],
    ['by a number far above any instant', 20_251_101_093_000, 20_251_101_093_001, 'the edit 2'],
    ['by 1, 2, 3', 1, 2, 'the edit 2'],
  ])(
    'stands over an owner who versions %s, and what comes later by its version',
    async (_how, first, second, then) => {
      await submit(owner('a', first));
      await submit(edit('the edit', 1, 1_763_000_000_500));
      expect(await kept()).toBe('the edit 2');
      await submit(owner('again the owner’s', second));
      expect(await kept()).toBe(then);
      await submit(owner('far later', 30_000_000_000_000));
      expect(await kept()).toMatch(/^far later/);
    },
  );

  it('takes an edit back to what an earlier edit said', async () => {
    await submit(owner('a', 10));
    await submit(edit('b', 1, 11));
    await submit(owner('c', 20));
    await submit(edit('b', 3, 21));
    expect(await kept()).toBe('b 4');
  });

  it('lets nobody else stand where edits stand', async () => {
    await submit(owner('a', 10));
    const { event, record } = owner('b', 11);
    const as = (data: Partial<typeof event.data>): Arrival => ({
      record,
      event: { ...event, data: { ...event.data, ...data } },
    });
    await submit(as({ ...editRef(SUZHOU, id) }));
    await submit(as({ about: id, ifRevision: 1 }));
    await submit(as({ ...editRef(SUZHOU, id), about: 'prj_other', ifRevision: 1 }));
    await submit(as({ ...editRef(WUXI, id), about: id, ifRevision: 1 }));
    expect(await rejections()).toEqual([
      'SOURCE_RESERVED',
      'EDIT_MALFORMED',
      'EDIT_MALFORMED',
      'EDIT_MALFORMED',
    ]);
    expect(await kept()).toBe('a 1');
  });

  it('lets each city edit an investor, which all share', async () => {
    const shared = profileIdOf('investor', `${SUZHOU}/crm`, 'I1', investor);
    const record = (data: object) =>
      incoming(investorSubmittedV1, {
        version: 5,
        profile: investor,
        ...data,
      } as typeof investorSubmittedV1.golden);
    const take = (data: object) => handler.execute(new RecordProfilesCommand('investor', [record(data)], []));
    await take({ source: `${SUZHOU}/crm`, sourceId: 'I1', tenant: SUZHOU });
    await take({
      ...editRef(WUXI, shared),
      tenant: WUXI,
      about: shared,
      ifRevision: 1,
      profile: { ...investor, products: ['隔膜'], contacts: [] },
    });
    const [row] = await test.unitOfWork.query<{ revision: string; products: string[] }>(
      `select revision, profile -> 'products' as products from intake.investor where id = $1`,
      [shared],
    );
    expect(row).toEqual({ revision: '2', products: ['隔膜'] });
    // The edit says nothing of the people there.
    expect(await test.unitOfWork.query(`select city from intake.contact`)).toEqual([{ city: SUZHOU }]);
  });
});
