import { investorSubmittedV1 } from '@bole/contracts';
import { fixedClock } from '@bole/kernel';
import { incoming } from '../../../../../test/support/incoming';
import { testUnitOfWork, type TestUnitOfWork } from '../../../../../test/support/unit-of-work';
import { RecordProfilesCommand } from './record-profiles.command';
import { RecordProfilesHandler } from './record-profiles.handler';

const { golden } = investorSubmittedV1;
const { registration: _none, ...unregistered } = golden.profile;

describe('RecordProfilesHandler', () => {
  let test: TestUnitOfWork;
  let handler: RecordProfilesHandler;

  beforeEach(async () => {
    test = await testUnitOfWork('ingest');
    handler = new RecordProfilesHandler(test.unitOfWork, fixedClock('2026-01-01T00:00:00Z'));
  });

  afterEach(() => test.close());

  const submit = (
    ...records: { source: string; sourceId: string; version: number; profile: typeof golden.profile }[]
  ) =>
    handler.execute(
      new RecordProfilesCommand(
        'investor',
        records.map((data) => incoming(investorSubmittedV1, data)),
        [],
      ),
    );
  const kept = () =>
    test.unitOfWork.query<{ id: string; version: string; en: string }>(
      `select id, version, profile -> 'names' ->> 'en' as en from intake.investor order by id`,
    );
  const named = (en: string, registered = false) => ({
    ...(registered ? golden.profile : unregistered),
    names: { en },
  });

  it('keeps the newest of several versions, whatever their order, and says so once', async () => {
    await submit(
      { source: 'a', sourceId: '1', version: 2, profile: named('two') },
      { source: 'a', sourceId: '1', version: 3, profile: named('three') },
      { source: 'a', sourceId: '1', version: 1, profile: named('one') },
    );
    await submit({ source: 'a', sourceId: '1', version: 1, profile: named('one') });
    expect(await kept()).toMatchObject([{ version: '3', en: 'three' }]);
    expect((await test.outbox()).map(({ type }) => type)).toEqual(['bole.investor.recorded.v1']);
  });

  it('changes nothing when the same content comes again under a newer version, but an older one then comes too late', async () => {
    await submit({ source: 'a', sourceId: '1', version: 1, profile: named('x') });
    await submit({ source: 'a', sourceId: '1', version: 9, profile: named('x') });
    await submit({ source: 'a', sourceId: '1', version: 5, profile: named('late') });
    expect(await kept()).toMatchObject([{ en: 'x' }]);
    expect(await test.outbox()).toHaveLength(1);
  });

  it('lets two sources that name the same registration speak of one investor; the newer record counts, whichever comes first', async () => {
    await submit({ source: 'b', sourceId: '7', version: 20, profile: named('from b', true) });
    await submit({ source: 'a', sourceId: '1', version: 10, profile: named('from a', true) });
    expect(await kept()).toMatchObject([{ en: 'from b' }]);
    await submit({ source: 'a', sourceId: '1', version: 30, profile: named('from a, newer', true) });
    expect(await kept()).toMatchObject([{ en: 'from a, newer' }]);
    expect((await test.outbox()).map(({ value }) => (value as { version: number }).version)).toEqual([1, 2]);
  });

  it('rejects a version that is used twice, and takes what came with it', async () => {
    await submit({ source: 'a', sourceId: '1', version: 1, profile: named('x') });
    const outcome = await submit(
      { source: 'a', sourceId: '1', version: 1, profile: named('y') },
      { source: 'a', sourceId: '2', version: 1, profile: named('z') },
    );
    expect(outcome).toMatchObject({ rejected: 1, changedRefs: ['["a","2"]'] });
    expect((await test.outbox()).at(-1)).toMatchObject({
      type: 'bole.record.rejected.v1',
      value: { problems: [{ code: 'PROFILE_VERSION_REUSED', field: 'version', value: '1' }] },
    });
  });
});
