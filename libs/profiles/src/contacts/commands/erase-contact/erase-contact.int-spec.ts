import { setTimeout as sleep } from 'node:timers/promises';
import { ALL_TOPICS } from '@bole/contracts';
import { createEventLog, type EventLog } from '@bole/event-log';
import { countedIds, DAY_MS, fixedClock } from '@bole/kernel';
import { Acting, ALL_CITIES } from '@bole/persistence';
import { Person, type PersonalDataSource } from '@bole/platform';
import { Client } from 'pg';
import { workAs, type Worker } from '../../../../../../test/support/acting';
import { freshDatabase, type TestDatabase } from '../../../../../../test/support/database';
import { ContactPersonalData } from '../../erasure/contact.personal-data';
import { beforeErasures } from '../../erasure/erased-people';
import { IntakeCopiesPersonalData } from '../../erasure/intake-copies.personal-data';
import { EraseContactCommand, type ErasureReceipt } from './erase-contact.command';
import { EraseContactHandler } from './erase-contact.handler';

const CITY = '320500';
const NOW = '2026-03-01T00:00:00Z';
const CONTACT = {
  name: '张(示例)',
  email: 'zhang@firm.example',
  locale: 'zh-CN',
  consent: { status: 'unknown' },
};

describe('an erasure', () => {
  let database: TestDatabase;
  let owner: Client;
  let gateway: Worker;
  let service: Worker;
  let log: EventLog;

  beforeEach(async () => {
    database = await freshDatabase();
    owner = new Client({ ...database.connection });
    await owner.connect();
    await owner.query(`insert into access.city (code, zh, en) values ($1, '苏州', 'Suzhou')`, [CITY]);
    await addContact((sql, values) => owner.query(sql, [...values]), 'con_1');
    gateway = await workAs(database.connection, 'bole_gateway');
    service = await workAs(database.connection, 'bole_service', ALL_CITIES);
    log = createEventLog({ engine: 'postgres', connection: database.connection });
    await log.ensureTopics(ALL_TOPICS, 1);
  });

  afterEach(async () => {
    await log.close();
    await service.close();
    await gateway.close();
    await owner.end();
    await database.drop();
  });

  const addContact = (query: (sql: string, values: readonly unknown[]) => Promise<unknown>, id: string) =>
    query(
      `insert into intake.contact (id, investor_id, city, record_ref, place, contact, email, updated_at)
       values ($1, 'inv_1', $2, $1, 0, $3::jsonb, $4, now())`,
      [id, CITY, JSON.stringify(CONTACT), CONTACT.email],
    );
  const erase = (on: Pick<EventLog, 'redact'>, ...more: PersonalDataSource[]): Promise<ErasureReceipt> => {
    const sources = [new ContactPersonalData(gateway.unitOfWork), ...more];
    const handler = new EraseContactHandler(
      ...([gateway.unitOfWork, on as EventLog, sources, fixedClock(NOW), countedIds('id')] as const),
    );
    const by = { kind: 'person', id: 'p-1', name: 'Lin' } as const;
    return Acting.run({ city: CITY, neighbours: [] }, () =>
      handler.execute(new EraseContactCommand(CITY, by, 'con_1', 'asked-by-person')),
    );
  };
  const contacts = async () => (await owner.query<{ id: string }>(`select id from intake.contact`)).rows;
  const erasures = async () =>
    (
      await owner.query<{ id: string; finished_at: Date | null }>(
        `select id, finished_at from intake.erasure`,
      )
    ).rows;

  it('that is cut off in the middle goes on when it is asked for again, under its first id', async () => {
    const dying: PersonalDataSource = {
      export: async () => [],
      erase: () => Promise.reject(new Error('the process dies here')),
    };
    await expect(erase(log, dying)).rejects.toThrow('the process dies here');
    expect(await contacts()).toHaveLength(1);
    const [begun] = await erasures();
    expect(begun?.finished_at).toBeNull();

    const receipt = await erase(log);
    expect(receipt).toMatchObject({
      id: begun?.id,
      removed: { contacts: 1 },
      finishedAt: '2026-03-01T00:00:00.000Z',
    });
    expect(await contacts()).toEqual([]);
  });

  it('that two people ask for at once is one', async () => {
    const receipts = await Promise.all([erase(log), erase(log)]);
    expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
    expect(await erasures()).toHaveLength(1);
  });

  it('says when the last copy leaves a log whose records cannot be changed: within a month', async () => {
    const { lastCopyGoneAt } = await erase({ redact: async () => undefined });
    const days = (Date.parse(lastCopyGoneAt ?? '') - Date.parse(NOW)) / DAY_MS;
    expect(days).toBeLessThanOrEqual(30);
    expect(days).toBe(29);
  });

  it('waits for who is being taken in at that moment, and takes them out', async () => {
    let erased: Promise<ErasureReceipt> | undefined;
    await service.unitOfWork.run(async (transaction) => {
      await beforeErasures(transaction, [CITY]);
      erased = erase(log);
      for (let waiting = 0; waiting === 0; await sleep(10)) {
        const { rows } = await owner.query<{ count: number }>(
          `select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted
             and database = (select oid from pg_database where datname = current_database())`,
        );
        waiting = rows[0]?.count ?? 0;
      }
      await addContact((sql, values) => transaction.query(sql, values), 'con_2');
    });
    expect((await erased)?.contactIds).toEqual(['con_1', 'con_2']);
    expect(await contacts()).toEqual([]);
  });

  it('empties what no city can be told of, which none sees but the operator', async () => {
    const aside = (id: string, value: string, problem: string) =>
      owner.query(
        `insert into intake.rejected_record (id, service, topic, partition, position, rejected_at, problems, value, headers, event_id)
         values ($1, 'ingest', 'inbound.investors', 0, 1, now(), $2, decode($3, 'escape'), '{}', $1)`,
        [id, JSON.stringify([{ code: 'X', message: problem }]), value],
      );
    const unreadable = String.raw`{\326\320ZHANG@firm.example, xzhang@firm.example, zhang@firm.example.org, (+86) 138 0013-8000`;
    await aside('unreadable', unreadable, 'at "\nzhang@firm.example"');
    const tooDeep = '['.repeat(1_000_000);
    await aside('too-deep', `${tooDeep}"zhang@firm.example"`, 'x');
    const ofThePlatform = '{"source": "feed", "note": "zhang@firm.example"}';
    await aside('of-the-platform', ofThePlatform, 'x');
    await owner.query(`update intake.contact set contact = contact || '{"phone": "+86 13800138000"}'`);

    const person = new Person(
      CITY,
      { investorId: 'inv_1', ...CONTACT },
      ['con_1'],
      [{ investorId: 'inv_1', ...CONTACT }],
    );
    await Acting.run({ city: CITY, neighbours: [] }, async () => {
      const work = gateway.unitOfWork;
      expect(await work.query(`select id from intake.rejected_record`)).toEqual([]);
      expect(await work.query(`select * from intake.copies_carrying(array['firm', 'zhang', 'e'])`)).toEqual(
        [],
      );
      await work.query(`select intake.redact_copy('rejected', 'unreadable', array['zhang'], 'gone', '[]')`);
      expect(await new IntakeCopiesPersonalData(work).export(person)).toEqual([
        { name: 'setAsideRecords', items: [] },
      ]);
      // Nothing short enough to stand in any record is taken out of all of them.
      const blind = `select intake.redact_unowned(array['e', 'm.e'], array['138'], array['{', 'firm']) as redacted`;
      expect(await work.query(blind)).toEqual([{ redacted: 0 }]);
    });
    const shown = await service.unitOfWork.query(`select id from intake.rejected_record order by id`);
    expect(shown).toEqual([{ id: 'of-the-platform' }, { id: 'too-deep' }, { id: 'unreadable' }]);

    // Nobody waits for a record of others.
    await aside('of-others', '{li@firm.example', 'x');
    await owner.query('begin');
    await owner.query(`select from intake.rejected_record where id = 'of-others' for update`);
    const { removed } = await erase(log, new IntakeCopiesPersonalData(gateway.unitOfWork));
    await owner.query('rollback');
    expect(removed).toMatchObject({ rejectedRecords: 2 });
    const { rows } = await owner.query(
      `select id, encode(value, 'escape') as value, problems #>> '{0,message}' as problem from intake.rejected_record order by id`,
    );
    expect(rows).toEqual([
      { id: 'of-others', value: '{li@firm.example', problem: 'x' },
      { id: 'of-the-platform', value: ofThePlatform, problem: 'x' },
      { id: 'too-deep', value: `${tooDeep}"[erased]"`, problem: 'x' },
      {
        id: 'unreadable',
        value: String.raw`{\326\320[erased], xzhang@firm.example, zhang@firm.example.org, ([erased]`,
        problem: 'at "\n[erased]"',
      },
    ]);
  });
});
