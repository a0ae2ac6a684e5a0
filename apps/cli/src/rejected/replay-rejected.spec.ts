import { type OutgoingRecord } from '@bole/event-log';
import { type RejectedRecord } from './rejected-records';
import { replayRejected } from './replay-rejected';

const record: RejectedRecord = {
  id: 'rej_1',
  service: 'ingest',
  topic: 'inbound.projects',
  partition: 0,
  position: '7',
  rejectedAt: new Date(0),
  replayedAt: null,
  problems: [],
  key: Buffer.from('crm:P1'),
  value: Buffer.from([0x7b, 0xff, 0x7d]),
  headers: { ce_id: Buffer.from('ev-1'), odd: Buffer.from([0xff]) },
};

async function replayed(record_: RejectedRecord, change = {}) {
  const published: OutgoingRecord[] = [];
  const log = { publish: async (records: readonly OutgoingRecord[]) => void published.push(...records) };
  async function* records() {
    yield record_;
  }
  return { ...(await replayRejected(records(), change, log)), published };
}

describe('replayRejected', () => {
  it('publishes the very bytes, key and headers to the topic they came from, and says what they replay', async () => {
    const { published } = await replayed(record);
    expect(published).toEqual([
      {
        topic: 'inbound.projects',
        key: 'crm:P1',
        value: record.value,
        headers: { ...record.headers, bole_replay_of: 'rej_1' },
      },
    ]);
  });

  it('takes a mended value and key', async () => {
    const { published } = await replayed(
      { ...record, key: null },
      { value: Buffer.from('{}'), key: 'crm:P2' },
    );
    expect(published).toMatchObject([{ key: 'crm:P2', value: Buffer.from('{}') }]);
  });

  it.each([null, Buffer.alloc(0), Buffer.from([0xff])])(
    'skips a record whose key is %p unless one is given',
    async (key) => {
      const { published, skipped } = await replayed({ ...record, key });
      expect(published).toEqual([]);
      expect(skipped).toMatchObject([{ code: 'REJECTED_KEY_MISSING' }]);
    },
  );
});
