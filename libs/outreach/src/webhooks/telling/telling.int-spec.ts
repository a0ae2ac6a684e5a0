import { encodeEvent, type EventType, projectRecordedV1, signalRecordedV1 } from '@bole/contracts';
import { type LogRecord } from '@bole/event-log';
import { DecodedBatch } from '@bole/platform';
import { type z } from 'zod';
import { LIN, OutreachTrial, WU } from '../../../../../test/support/outreach';
import { OutreachTidying } from '../../outreach-tidying';
import { type ChangeFeed, type LeadChange } from './change-feed';
import { LeadChangesReader } from './lead-changes.reader';
import { tellRecorded } from './recorded-events';

describe('telling webhooks', () => {
  let trial: OutreachTrial;
  beforeEach(async () => {
    trial = await OutreachTrial.begin();
  });
  afterEach(() => trial.end());

  const told = () =>
    trial.sql<{ city: string; event: string; body: string }>(
      `select city, event, body from outreach.delivery order by seq`,
    );

  /** Reads on until `count` deliveries are there: transactions elsewhere on the server may hold the feed up. */
  const readOn = async (readers: readonly LeadChangesReader[], count: number): Promise<void> => {
    while ((await told()).length < count) await Promise.all(readers.map((reader) => reader.round()));
  };

  it('tells of each lead change once, in order, however many read the feed, and again after a fan-out that failed', async () => {
    await trial.subscribe(await trial.receiver());
    await trial.subscribe(await trial.receiver(), ['leads.changed'], WU);
    const feed = await tableFeed(trial);
    await feed.append(1_200);
    const readers = [1, 2, 3].map(() => new LeadChangesReader(trial.courier.unitOfWork, feed));

    feed.breaks = true;
    await expect(readers[0]?.round()).rejects.toThrow('the feed broke off');
    expect(await told()).toEqual([]);
    feed.breaks = false;
    await readOn(readers, 1_200);
    const numbers = (city: string, rows: Awaited<ReturnType<typeof told>>) =>
      rows
        .filter((row) => row.city === city)
        .map(({ body }) => (JSON.parse(body) as { data: { changes: { n: number } } }).data.changes.n);
    const rows = await told();
    expect(numbers('320500', rows)).toEqual(Array.from({ length: 600 }, (_, at) => at * 2));
    expect(numbers('320200', rows)).toEqual(Array.from({ length: 600 }, (_, at) => at * 2 + 1));
    expect(await readers[0]?.round()).toBe('idle');
  });

  it('tells of projects and signals only the city that they belong to, and nothing personal', async () => {
    await trial.subscribe(await trial.receiver(), ['project.changed', 'signal.recorded']);
    await trial.subscribe(await trial.receiver(), ['project.changed', 'signal.recorded'], WU);
    const [project, signal] = [projectRecordedV1.golden, signalRecordedV1.golden];
    const inSuzhou = { ...project.profile, place: { country: 'CHN', division: '320583' } };
    const batch = DecodedBatch.of([
      recordOf(projectRecordedV1, { ...project, profile: inSuzhou }),
      recordOf(signalRecordedV1, { ...signal, tenant: '320200', note: '张三说…' }),
    ]);
    expect(batch.events).toHaveLength(2);
    await tellRecorded(trial.courier.unitOfWork, batch);
    await tellRecorded(trial.courier.unitOfWork, batch);
    const rows = await told();
    expect(rows.map(({ city, event }) => [city, event])).toEqual([
      ['320500', 'project.changed'],
      ['320200', 'signal.recorded'],
    ]);
    const text = rows.map(({ body }) => body).join();
    expect(text).not.toContain('张三');
    expect(text).not.toContain(project.profile.officer?.name ?? '?');
    expect(JSON.parse(rows[1]?.body ?? '')).toMatchObject({
      subject: signal.id,
      data: {
        signalId: signal.id,
        kind: signal.kind,
        investorId: signal.investor.id,
        projectId: signal.project?.id,
      },
    });
  });

  it('lets go of what is old and done, and ends a webhook that too much waits for', async () => {
    const { webhook } = await trial.subscribe(await trial.receiver());
    const feed = await tableFeed(trial);
    await feed.append(8);
    const reader = new LeadChangesReader(trial.courier.unitOfWork, feed);
    await readOn([reader], 4);
    const [, second] = await trial.deliveries(webhook.id);
    await trial.sql(
      `update outreach.delivery set state = 'delivered', finished_at = now() - interval '31 days' where id = $1`,
      [second?.id],
    );
    await new OutreachTidying(trial.courier.unitOfWork, trial.mails, 3).round();
    expect(await trial.deliveries(webhook.id)).toHaveLength(3);

    await feed.append(2);
    await readOn([reader], 4);
    await new OutreachTidying(trial.courier.unitOfWork, trial.mails, 3).round();
    const [row] = await trial.sql(`select enabled, disabled_reason from outreach.webhook where city = $1`, [
      LIN.city,
    ]);
    expect(row).toEqual({ enabled: false, disabled_reason: 'WEBHOOK_BACKLOG_FULL' });
    expect((await trial.deliveries(webhook.id)).map(({ state }) => state)).not.toContain('queued');
    expect(await trial.sql(`select subject from outreach.mail`)).toHaveLength(1);
  });
});

/** As it lies in the log, and of now: what is long ago is not told any more. */
function recordOf<Data extends z.ZodType>(type: EventType<Data>, data: z.input<Data>): LogRecord {
  const { topic, key, value, headers } = encodeEvent(type, data, {
    id: `ev-${type.type}`,
    source: '/test',
    time: new Date().toISOString(),
  });
  return {
    topic,
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
    partition: 0,
    position: 0n,
    timestamp: new Date(),
  };
}

interface TableFeed extends ChangeFeed {
  append(count: number): Promise<void>;
  breaks: boolean;
}

/** A feed over a real table, as the matcher keeps one: in the order of transactions, up to the oldest that is open. */
async function tableFeed(trial: OutreachTrial): Promise<TableFeed> {
  await trial.owner(
    `create schema if not exists trial;
     create table trial.lead_change (xid xid8 not null default pg_current_xact_id(), seq bigint generated always as identity,
       city text not null, n int not null, at timestamptz not null default clock_timestamp() + interval '1 second');
     grant usage on schema trial to bole_service; grant select, insert on trial.lead_change to bole_service`,
  );
  let count = 0;
  const feed: TableFeed = {
    breaks: false,
    async append(more) {
      await trial.sql(
        `insert into trial.lead_change (city, n)
         select case n % 2 when 0 then '320500' else '320200' end, n from generate_series($1::int, $2::int) as n`,
        [count, count + more - 1],
      );
      count += more;
    },
    async readAfter(cursor, limit) {
      const [xid = '0', seq = '0'] = cursor?.split('/') ?? [];
      const rows = await trial.courier.unitOfWork.query<{
        xid: string;
        seq: string;
        city: string;
        n: number;
        at: Date;
      }>(
        `select xid::text, seq, city, n, at from trial.lead_change
         where (xid, seq) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, seq limit $3`,
        [xid, seq, limit],
      );
      if (feed.breaks) throw new Error('the feed broke off');
      const items = rows.map((row): LeadChange => ({
        id: `${row.xid}/${row.seq}`,
        city: row.city,
        projectId: `prj_${row.n}`,
        changes: { n: row.n },
        at: row.at,
      }));
      return { cursor: items.at(-1)?.id ?? cursor, items };
    },
  };
  return feed;
}
