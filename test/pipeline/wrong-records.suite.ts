import {
  encodeEvent,
  investorSubmittedV1,
  projectSubmittedV1,
  signalReportedV1,
  TOPICS,
} from '@bole/contracts';
import { type OutgoingRecord } from '@bole/event-log';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';

const meta = { id: 'ev-1', source: '/test', time: '2026-01-01T00:00:00Z' };

/** A right project record, and what is to be wrong with it. */
function project(
  change: Partial<OutgoingRecord> = {},
  profile: object = {},
  data: object = {},
): OutgoingRecord {
  const { golden } = projectSubmittedV1;
  const record = encodeEvent(projectSubmittedV1, golden, meta);
  return {
    ...record,
    value: JSON.stringify({ ...golden, ...data, profile: { ...golden.profile, ...profile } }),
    ...change,
  };
}

function investor(profile: object): OutgoingRecord {
  const { golden } = investorSubmittedV1;
  const record = encodeEvent(investorSubmittedV1, golden, meta);
  return { ...record, value: JSON.stringify({ ...golden, profile: { ...golden.profile, ...profile } }) };
}

function signal(change: object): OutgoingRecord {
  const data = { ...signalReportedV1.golden, ...change };
  const record = encodeEvent(signalReportedV1, signalReportedV1.golden, meta);
  return { ...record, key: `${data.source}:${data.sourceId}`, value: JSON.stringify(data) };
}

const { headers } = project();
const without = (name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name));

/** Every kind of wrong record, with the answer that it gets: the code and the field. */
const WRONG: readonly (readonly [what: string, record: OutgoingRecord, code: string, field: string])[] = [
  ['JSON that does not parse', project({ value: '{"source":' }), 'RECORD_NOT_JSON', 'value'],
  ['invalid UTF-8', project({ value: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }), 'RECORD_NOT_UTF8', 'value'],
  [
    'a 5 MB text',
    project({ value: JSON.stringify({ text: 'x'.repeat(5_000_000) }) }),
    'RECORD_TOO_LARGE',
    'value',
  ],
  ['no value', project({ value: null }), 'RECORD_VALUE_MISSING', 'value'],
  ['no key', project({ key: '' }), 'RECORD_KEY_MISSING', 'key'],
  ['another record’s key', project({ key: 'city-crm:other' }), 'RECORD_KEY_WRONG', 'key'],
  ['no event type', project({ headers: without('ce_type') }), 'EVENT_TYPE_MISSING', 'header ce_type'],
  [
    'an unknown event type',
    project({ headers: { ...headers, ce_type: 'bole.castle.built.v1' } }),
    'EVENT_TYPE_UNKNOWN',
    'header ce_type',
  ],
  [
    'an unknown version',
    project({ headers: { ...headers, ce_type: 'bole.project.submitted.v7' } }),
    'EVENT_TYPE_UNKNOWN',
    'header ce_type',
  ],
  ['a missing field', project({}, { place: undefined }), 'FIELD_MISSING', 'profile.place'],
  ['a NUL in a name', project({}, { names: { zh: '项\u0000目' } }), 'FIELD_INVALID', 'profile.names.zh'],
  ['half a surrogate pair', project({}, { names: { en: 'x\ud800x' } }), 'FIELD_INVALID', 'profile.names.en'],
  ['a NUL in a code', project({}, { type: 'n\u0000w' }), 'FIELD_INVALID', 'profile.type'],
  [
    'an offset that no zone has',
    signal({ sourceId: 'S-3', occurredAt: '2025-01-01T00:00:00+23:59' }),
    'FIELD_INVALID',
    'occurredAt',
  ],
  ['a wrong type', project({}, { jobs: 'many' }), 'FIELD_TYPE_INVALID', 'profile.jobs'],
  [
    'negative money',
    project({}, { capex: { min: -1, currency: 'CNY' } }),
    'FIELD_TOO_SMALL',
    'profile.capex.min',
  ],
  [
    'a date that cannot be',
    project({}, { timing: { from: '2026-02-30' } }),
    'FIELD_INVALID',
    'profile.timing.from',
  ],
  ['an unknown industry', project({}, { industries: ['C9999'] }), 'INDUSTRY_UNKNOWN', 'profile.industries.0'],
  [
    'an unknown division',
    project({}, { place: { country: 'CHN', division: '999999' } }),
    'DIVISION_UNKNOWN',
    'profile.place.division',
  ],
  [
    'an unknown currency',
    project({}, { capex: { min: 1, currency: 'QQQ' } }),
    'CURRENCY_UNKNOWN',
    'profile.capex.currency',
  ],
  [
    'a text too long',
    project({}, { summary: { en: 'x'.repeat(20_001) } }),
    'FIELD_TOO_LONG',
    'profile.summary.en',
  ],
  [
    'a bad check digit',
    investor({ registration: { scheme: 'uscc', id: '91330100MA0000007X' } }),
    'USCC_CHECK_INVALID',
    'profile.registration.id',
  ],
  [
    'a day in the future',
    signal({ sourceId: 'S-1', occurredAt: '2999-01-01T00:00:00Z' }),
    'DATE_IMPOSSIBLE',
    'occurredAt',
  ],
  ['a signal about nothing', signal({ sourceId: 'S-2', project: undefined }), 'FIELD_INVALID', 'project'],
];

interface RejectedRow {
  readonly id: string;
  readonly topic: string;
  readonly problems: readonly { code: string; field: string; expected: string }[];
  readonly value: Buffer | null;
  readonly replayed_at: Date | null;
}

/** What goes wrong is kept with its reason and its bytes; what came before and after goes on. */
export function describeWrongRecords(
  engines: string,
  environment: () => Readonly<Record<string, string>>,
): void {
  describe(`wrong records, on the ${engines} engines`, () => {
    let database: TestDatabase;
    let house: House;

    beforeAll(async () => {
      database = await freshDatabase();
      house = await startHouse(database.connection, environment());
    });

    afterAll(async () => {
      await house.close();
      await database.drop();
    });

    const rejected = () =>
      house.unitOfWork.query<RejectedRow>('select * from intake.rejected_record order by rejected_at, id');

    it('each gets a coded reason that names the field, keeps its bytes, and holds nothing up', async () => {
      const before = project({ key: 'test:before' }, {}, { source: 'test', sourceId: 'before' });
      const after = project({ key: 'test:after' }, {}, { source: 'test', sourceId: 'after' });
      await house.log.publish([before, ...WRONG.map(([, record]) => record), after]);
      await house.settled();

      const rows = await rejected();
      const answers = WRONG.map(([what, record, code, field]) => {
        const row = rows.find(
          ({ topic, problems, value }) =>
            topic === record.topic && problems[0]?.code === code && sameBytes(value, record.value),
        );
        return {
          what,
          code: row?.problems[0]?.code,
          field: row?.problems[0]?.field,
          asExpected: row?.problems[0]?.field === field,
        };
      });
      expect(answers.filter(({ asExpected }) => !asExpected)).toEqual([]);
      expect(rows).toHaveLength(WRONG.length);
      expect(rows.flatMap(({ problems }) => problems).filter(({ expected }) => expected === '')).toEqual([]);
      const kept = await house.unitOfWork.query<{ source_id: string }>(
        `select source_id from intake.project order by 1`,
      );
      expect(kept.map((row) => row.source_id)).toEqual(['after', 'before']);
    });

    it('a version used twice for other content is refused, an older one passed over', async () => {
      const version = projectSubmittedV1.golden.version;
      const of = (data: object, profile: object) =>
        project({ key: 'test:before' }, profile, { source: 'test', sourceId: 'before', ...data });
      await house.log.publish([of({ version }, { jobs: 7 }), of({ version: version - 1 }, { jobs: 8 })]);
      await house.settled();
      const rows = await rejected();
      expect(rows.at(-1)?.problems[0]).toMatchObject({ code: 'PROFILE_VERSION_REUSED', field: 'version' });
      expect(rows).toHaveLength(WRONG.length + 1);
    });

    it('a rejected record that is mended and sent again is taken, and marked as replayed', async () => {
      const row = (await rejected()).find(({ problems }) => problems[0]?.field === 'profile.jobs');
      if (row === undefined) throw new Error('no such rejected record');
      await house.log.publish([
        project({ topic: TOPICS.inboundProjects.name, headers: { ...headers, bole_replay_of: row.id } }),
      ]);
      await house.settled();
      expect((await rejected()).find(({ id }) => id === row.id)?.replayed_at).not.toBeNull();
      expect(
        await house.unitOfWork.query(`select from intake.project where source_id = 'PRJ-0042'`),
      ).toHaveLength(1);
    });
  });
}

function sameBytes(kept: Buffer | null, sent: OutgoingRecord['value']): boolean {
  if (kept === null || sent === null) return kept === sent;
  return kept.equals(Buffer.from(sent));
}
