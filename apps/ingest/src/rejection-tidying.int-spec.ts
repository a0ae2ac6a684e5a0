import { fixedClock } from '@bole/kernel';
import { createProcessLog, readConfig } from '@bole/platform';
import { testUnitOfWork, type TestUnitOfWork } from '../../../test/support/unit-of-work';
import { RejectionTidying } from './rejection-tidying';

describe('RejectionTidying', () => {
  let test: TestUnitOfWork;
  beforeEach(async () => {
    test = await testUnitOfWork('ingest');
  });
  afterEach(() => test.close());

  it('lets rejected records go after 28 days, however many, and no earlier', async () => {
    await test.unitOfWork.query(
      `insert into intake.rejected_record (id, service, topic, partition, position, rejected_at, problems, headers)
       select n, 'ingest', 't', 0, n, timestamptz '2026-03-01T00:00:00Z' - n * interval '1 minute', '[]', '{}'
       from generate_series(0, 2500) as n`,
    );
    const log = createProcessLog(readConfig({ BOLE_LOG_LEVEL: 'silent' }), 'test', process.stderr);
    const tidying = new RejectionTidying(test.unitOfWork, fixedClock('2026-03-29T00:00:00Z'), log);
    const rounds = [await tidying.round(), await tidying.round(), await tidying.round()];
    expect(rounds).toEqual(['did-something', 'did-something', 'idle']);
    expect(await test.unitOfWork.query(`select id from intake.rejected_record`)).toEqual([{ id: '0' }]);
  });
});
