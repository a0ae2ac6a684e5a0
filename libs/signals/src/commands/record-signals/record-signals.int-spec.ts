import { signalReportedV1 } from '@bole/contracts';
import { noteReleased, readConfig } from '@bole/platform';
import { onServer } from '../../../../../test/support/database';
import { inTurn } from '../../../../../test/support/in-turn';
import { incoming } from '../../../../../test/support/incoming';
import { testUnitOfWork, type TestUnitOfWork } from '../../../../../test/support/unit-of-work';
import { ReleaseParkedSignalsCommand } from '../release-parked-signals/release-parked-signals.command';
import { ReleaseParkedSignalsHandler } from '../release-parked-signals/release-parked-signals.handler';
import { ParkedSignalStore } from '../../store/parked-signal.store';
import { SignalStore } from '../../store/signal.store';
import { RecordSignalsCommand } from './record-signals.command';
import { RecordSignalsHandler } from './record-signals.handler';

const { golden } = signalReportedV1;

describe('signals about parties that are not known yet', () => {
  let test: TestUnitOfWork;
  let now = new Date('2026-01-01T00:00:00Z');
  const clock = { now: () => now };

  beforeEach(async () => {
    now = new Date('2026-01-01T00:00:00Z');
    test = await testUnitOfWork('ingest');
  });

  afterEach(() => test.close());

  const report = (most: number, ...signals: Partial<typeof golden>[]) => {
    const config = readConfig({ BOLE_PARKED_SIGNALS_MAX: String(most), BOLE_PARKED_SIGNALS_DAYS: '30' });
    const handler = new RecordSignalsHandler(test.unitOfWork, clock, config);
    const batch = signals.map((signal) => incoming(signalReportedV1, { ...golden, ...signal }));
    return handler.execute(new RecordSignalsCommand(batch, []));
  };
  const release = () =>
    new ReleaseParkedSignalsHandler(
      test.unitOfWork,
      clock,
      readConfig({ BOLE_PARKED_SIGNALS_DAYS: '30' }),
    ).execute(new ReleaseParkedSignalsCommand());
  const know = async (kind: 'investor' | 'project', sourceId: string) => {
    const id = `${kind}-${sourceId}`;
    await test.unitOfWork.query(
      `insert into intake.${kind} values ($1, 1, 'city-crm', $2, 1, '', '{}', now()${
        kind === 'project' ? `, '320500', 'public'` : ''
      })`,
      [id, sourceId],
    );
    await test.unitOfWork.query(
      `insert into intake.source_record values ($1, $2, 'city-crm', $3, $4, 1, '', '{}', now())`,
      [kind, JSON.stringify(['city-crm', sourceId]), sourceId, id],
    );
  };
  const types = async () => (await test.outbox()).map(({ type }) => type);

  it('wait, and are recorded when the last of their parties is known', async () => {
    expect(await report(10, {})).toMatchObject({ recorded: 0, parked: 1 });
    await know('investor', 'INV-0007');
    expect(await release()).toMatchObject({ recorded: 0 });
    await know('project', 'PRJ-0042');
    expect(await release()).toMatchObject({ recorded: 1 });
    expect(await release()).toMatchObject({ recorded: 0 });
    expect(await report(10, {})).toMatchObject({ recorded: 0, parked: 0, rejected: 0 });
    expect(await types()).toEqual(['bole.signal.recorded.v1']);
  });

  it('are rejected, not lost, when too many wait already', async () => {
    const outcome = await report(1, { sourceId: 'S-1' }, { sourceId: 'S-2' }, { sourceId: 'S-3' });
    expect(outcome).toEqual({ recorded: 0, parked: 1, rejected: 2 });
    expect((await test.outbox())[0]).toMatchObject({
      value: { problems: [{ code: 'SIGNAL_PARTY_UNKNOWN' }] },
    });
  });

  it('are rejected with their bytes when nobody came in thirty days', async () => {
    await report(10, {});
    now = new Date('2026-02-05T00:00:00Z');
    expect(await release()).toMatchObject({ expired: 1 });
    const [event] = await test.outbox();
    const { original } = event?.value as { original: { value: string } };
    expect(JSON.parse(Buffer.from(original.value, 'base64').toString())).toMatchObject({
      sourceId: golden.sourceId,
    });
  });

  it('are recorded as well when their twin is being released', async () => {
    await onServer(
      test.connection,
      `insert into access.city (code, zh, en) values ('320500', '苏州市', 'Suzhou') on conflict do nothing`,
      `insert into intake.submission (event_id, city, kind, accepted_at)
       values ('first', '320500', 'signal', now()), ('twin', '320500', 'signal', now())`,
    );
    const as = (id: string) => {
      const one = incoming(signalReportedV1, golden);
      const batch = [{ ...one, event: { ...one.event, meta: { ...one.event.meta, id } } }];
      const config = readConfig({ BOLE_PARKED_SIGNALS_MAX: '10', BOLE_PARKED_SIGNALS_DAYS: '30' });
      return new RecordSignalsHandler(test.unitOfWork, clock, config).execute(
        new RecordSignalsCommand(batch, []),
      );
    };
    await as('first');
    await know('investor', 'INV-0007');
    await know('project', 'PRJ-0042');
    await inTurn(
      test.unitOfWork,
      async (transaction) => {
        const ready = await new ParkedSignalStore(transaction).takeReady(10);
        const store = new SignalStore(transaction);
        const { known } = await store.resolve(ready);
        await store.insert(known, now);
        await noteReleased(
          transaction,
          known.map(({ id }) => ({ about: id, state: 'recorded' })),
          now,
        );
      },
      () => as('twin'),
    );
    expect(await test.unitOfWork.query(`select event_id, state from intake.outcome order by 1`)).toEqual([
      { event_id: 'first', state: 'recorded' },
      { event_id: 'twin', state: 'recorded' },
    ]);
  });

  it('with an id that stands for another signal already are rejected', async () => {
    await know('investor', 'INV-0007');
    await know('project', 'PRJ-0042');
    await report(10, {});
    expect(await report(10, { durationMinutes: 1 })).toMatchObject({ recorded: 0, rejected: 1 });
    expect((await test.outbox()).at(-1)).toMatchObject({
      value: { problems: [{ code: 'SIGNAL_ID_REUSED' }] },
    });
  });
});
