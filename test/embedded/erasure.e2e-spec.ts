import { Client } from 'pg';
import { investorSubmittedV1, projectSubmittedV1, signalReportedV1, TOPICS } from '@bole/contracts';
import { type LogRecord, type OutgoingRecord } from '@bole/event-log';
import { type ErasureReceipt, type KeptContact, type PersonExport } from '@bole/profiles';
import { asPublished } from '../support/incoming';
import { textsOfLead } from '../support/texts-of-lead';
import { Traces } from '../support/traces';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';

const [SUZHOU, FOSHAN] = ['320500', '440600'];
const { registration: _none, ...PROFILE } = investorSubmittedV1.golden.profile;
const GIVEN = { status: 'granted', purpose: '项目推荐邮件', at: '2025-11-08T09:00:00+08:00' } as const;
const ZHANG = {
  name: '张致远(示例)',
  email: 'Zhang.Zhiyuan@yuanhang.example',
  phone: '+86 138-0013-8000',
  role: '投资总监',
  locale: 'zh-CN',
  consent: GIVEN,
} as const;
const LI = { name: '李(示例)', email: 'li@yuanhang.example', locale: 'zh-CN', consent: GIVEN } as const;
/** What none may find any more, as it may be written anywhere. */
const OF_ZHANG = ['张致远', 'zhang.zhiyuan@yuanhang.example', '13800138000'];

describe('a contact, through the whole house', () => {
  let database: TestDatabase;
  let owner: Client;
  let house: House;
  let traces: Traces;
  const keys = new Map<string, string>();

  beforeAll(async () => {
    database = await freshDatabase();
    house = await startHouse(database.connection, { BOLE_CHECK_ANSWERS: 'on' });
    owner = new Client({ ...database.connection });
    await owner.connect();
    traces = new Traces(owner, OF_ZHANG);
    for (const city of [SUZHOU, FOSHAN]) keys.set(city, await house.key(city));
  });

  afterAll(async () => {
    await owner?.end();
    await house?.close();
    await database?.drop();
  });

  async function ask<Answer>(
    city: string | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Answer; etag: string }> {
    const response = await fetch(`${house.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys.get(city ?? '')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? undefined : JSON.parse(text)) as Answer,
      etag: response.headers.get('etag') ?? '',
    };
  }
  const contactsOf = async (city: string | undefined, investorId: string) =>
    (await ask<{ items: KeptContact[] }>(city, 'GET', `investors/${investorId}/contacts`)).body.items;
  const submit = async (
    city: string | undefined,
    version: number,
    contacts: readonly object[],
    en = 'Yuanhang',
  ) => {
    const profile = { ...PROFILE, names: { en }, contacts };
    const sent = await ask<{ profileId: string }>(city, 'POST', 'investors', {
      ...{ source: 'crm', sourceId: 'INV-1', version, profile },
    });
    expect(sent.status).toBe(202);
    await house.settled();
    return sent.body.profileId;
  };
  const rejections = async () => {
    const { rows } = await owner.query<{ code: string }>(
      `select problems -> 0 ->> 'code' as code from intake.rejected_record order by rejected_at, id`,
    );
    return rows.map(({ code }) => code).sort();
  };

  /** What a city sends with a key of its own, so that the answers are kept: of the first two, with the person in them. */
  const keyed = async () => {
    const send = (path: string, key: string, body: unknown) =>
      ask<{ code?: string; id?: string }>(SUZHOU, 'POST', path, body, { 'idempotency-key': key });
    const about = { investorId, text: '张致远(示例)喜欢喝茶', tags: ['13800138000'] };
    return [
      await send('notes', `note-for-${ZHANG.email}`, about),
      await send('investors/bulk', 'bulk', {
        items: [
          { source: 'crm', sourceId: 'INV-8', version: '张致远(示例) 138-0013-8000', profile: PROFILE },
        ],
      }),
      await send('notes', 'note-for-li', { investorId, text: '李(示例)也喜欢' }),
    ];
  };

  let investorId = '';
  let zhang = '';
  let receipt: ErasureReceipt;
  const records: LogRecord[] = [];

  it('is the city’s alone, masked in lists and whole by itself, each reading in the audit', async () => {
    investorId = await submit(SUZHOU, 1, [ZHANG, LI]);
    await submit(SUZHOU, 2, [LI, ZHANG]);
    const listed = await contactsOf(SUZHOU, investorId);
    expect(listed.map(({ contact }) => [contact.name, contact.email, contact.phone])).toEqual([
      ['张致远(示例)', 'Z***@yuanhang.example', '***00'],
      ['李(示例)', 'l***@yuanhang.example', undefined],
    ]);
    expect(await contactsOf(FOSHAN, investorId)).toEqual([]);
    zhang = listed[0]?.id ?? '';
    const read = await ask<KeptContact>(
      SUZHOU,
      'GET',
      `contacts/${zhang}?purpose=${encodeURIComponent('安排来访')}`,
    );
    expect(read.body.contact).toEqual(ZHANG);
    expect((await ask(FOSHAN, 'GET', `contacts/${zhang}`)).status).toBe(404);
    expect((await ask(SUZHOU, 'GET', `contacts/${zhang}?purpose=call+13800138000`)).status).toBe(422);

    const { rows } = await owner.query(
      `select action, object_id, after from access.audit where object_kind in ('contact', 'contacts') and city = $1 order by seq`,
      [SUZHOU],
    );
    expect(rows).toEqual([
      { action: 'contact.listed', object_id: investorId, after: { ids: listed.map(({ id }) => id) } },
      { action: 'contact.read', object_id: zhang, after: { purpose: '安排来访' } },
    ]);
  });

  it('withdraws, and an older grant does not come back by a feed', async () => {
    const { etag } = await ask(SUZHOU, 'GET', `contacts/${zhang}`);
    const stated = {
      status: 'withdrawn',
      at: '2026-01-05T10:00:00+08:00',
      proof: '张致远(示例) 电话 138 0013 8000',
    };
    const put = await ask(SUZHOU, 'PUT', `contacts/${zhang}/consent`, stated, { 'if-match': etag });
    expect(put.status).toBe(200);
    const again = { ...stated, status: 'granted', purpose: 'x', at: '2026-01-05T10:00:00+08:00' };
    expect((await ask(SUZHOU, 'PUT', `contacts/${zhang}/consent`, again)).status).toBe(409);
    expect((await ask(SUZHOU, 'PUT', `contacts/${zhang}/consent`, stated, { 'if-match': etag })).status).toBe(
      412,
    );

    await submit(SUZHOU, 3, [ZHANG, LI]);
    await submit(SUZHOU, 4, [LI]);
    await submit(SUZHOU, 5, [ZHANG, LI]);
    const { body } = await ask<KeptContact>(SUZHOU, 'GET', `contacts/${zhang}`);
    expect(body.contact.consent).toEqual({ status: 'withdrawn', at: stated.at });
    const history = await ask<{ items: { by: { kind: string }; after: { status: string } }[] }>(
      SUZHOU,
      'GET',
      `contacts/${zhang}/consent`,
    );
    expect(history.body.items.map(({ by, after }) => [by.kind, after.status])).toEqual([
      ['feed', 'granted'],
      ['key', 'withdrawn'],
    ]);
  });

  it('is exported with all that the city holds, wherever it lies', async () => {
    const project = { ...projectSubmittedV1.golden.profile, place: { country: 'CHN', division: SUZHOU } };
    await ask(SUZHOU, 'POST', 'projects', { source: 'crm', sourceId: 'PRJ-1', profile: project });
    const signal = (sourceId: string, projectId: string, note: string) => {
      const { tenant: _, ...golden } = { tenant: '', ...signalReportedV1.golden };
      return ask(SUZHOU, 'POST', 'signals', {
        ...{ ...golden, source: 'desk', sourceId, note },
        investor: { source: 'crm', sourceId: 'INV-1' },
        project: { source: 'crm', sourceId: projectId },
      });
    };
    await signal('S-1', 'PRJ-1', '与张致远(示例)会面,邮箱 zhang.zhiyuan@yuanhang.example');
    await signal('S-2', 'PRJ-1', '与张致远(示例)会面');
    await signal('S-3', 'PRJ-1', '与李(示例)会面');
    await signal('S-parked', 'PRJ-none', '请致电 +86 138 0013 8000');
    expect((await keyed()).map(({ status }) => status)).toEqual([201, 202, 201]);
    await reject();
    await house.unitOfWork.query(
      `insert into outreach.mail (id, city, key, to_address, subject, text, headers, created_at)
       values ('mail-1', $1, 'k1', 'zhang.zhiyuan@Yuanhang.example', '您好', '张致远先生', '{}', now()),
         ('mail-2', $1, 'k2', 'officer@suzhou.example', 'x', '写信给 zhang.zhiyuan@yuanhang.example', '{}', now())`,
      [SUZHOU],
    );
    await house.settled();
    expect(await rejections()).toEqual(['RECORD_NOT_JSON', 'TIME_ZONE_UNKNOWN']);
    const leads = await ask<{ items: { id: string }[] }>(SUZHOU, 'GET', `leads?investor=${investorId}`);
    const pinned = await ask(SUZHOU, 'PUT', `leads/${leads.body.items[0]?.id ?? ''}/mark`, {
      ...{ mark: 'pinned', note: '张致远(示例)已约见' },
    });
    expect(pinned.status).toBe(200);
    const lead = `leads/${leads.body.items[0]?.id ?? ''}`;
    for (const [method, path, body] of textsOfLead('张致远(示例)'))
      expect((await ask(SUZHOU, method, `${lead}/${path}`, body)).status).toBeLessThan(300);
    const exported = await ask<PersonExport>(
      SUZHOU,
      'POST',
      `contacts/${zhang}/export?purpose=%E6%9C%AC%E4%BA%BA`,
    );
    expect(exported.status).toBe(200);
    const sizes = exported.body.sections.map(({ name, items }) => [name, items.length]);
    expect(Object.fromEntries(sizes)).toEqual({
      ...{ contacts: 1, consentChanges: 2, notes: 1, signals: 2, mails: 2, webhookDeliveries: 0 },
      ...{ keptAnswers: 2, leadMarks: 1, leadTexts: 3 },
      // A third cannot be read, so that it may be any city's: only the operator sees it. The erasure empties it all the same.
      ...{ setAsideRecords: 2, audit: expect.any(Number) as number },
    });
    expect(exported.body.copies.map(({ topic }) => topic)).toEqual([
      ...[
        TOPICS.inboundInvestors.name,
        TOPICS.inboundSignals.name,
        TOPICS.rejected.name,
        TOPICS.signals.name,
      ],
    ]);
    expect((await ask(FOSHAN, 'POST', `contacts/${zhang}/export`)).status).toBe(404);
  });

  /** What no city’s API lets in: a record with a wrong time zone, and one that is no JSON, in an encoding of its own. */
  async function reject(): Promise<void> {
    const headers = {
      ce_id: 'x',
      ce_type: investorSubmittedV1.type,
      ce_source: '/t',
      ce_time: '2026-01-01T00:00:00Z',
    };
    const data = {
      ...{ source: `${SUZHOU}/crm`, sourceId: 'INV-9', version: 1, tenant: SUZHOU },
      profile: { ...PROFILE, contacts: [{ ...ZHANG, timeZone: 'Nowhere/13800138000' }, LI] },
    };
    const gbk = Buffer.concat([Buffer.from([0xd5, 0xc5]), Buffer.from(' zhang.zhiyuan@yuanhang.example {')]);
    const wrong: OutgoingRecord[] = [
      {
        topic: TOPICS.inboundInvestors.name,
        key: `${SUZHOU}/crm:INV-9`,
        value: JSON.stringify(data),
        headers,
      },
      {
        topic: TOPICS.inboundInvestors.name,
        key: 'k',
        value: Buffer.concat([Buffer.from('{"a": "'), Buffer.from(gbk.toString('latin1'), 'utf8')]),
        headers,
      },
    ];
    await house.log.publish(wrong);
  }

  it('lies where it is expected to, and in no index, canonical profile or lead', async () => {
    expect(Object.keys(await traces.byTable()).sort()).toEqual([
      'event_log.record',
      'gateway.idempotency',
      'intake.consent_change',
      'intake.contact',
      'intake.note',
      'intake.parked_signal',
      'intake.rejected_record',
      'intake.signal',
      ...['leads.lead', 'leads.lead_entry', 'leads.lead_mark', 'leads.lead_task'],
      'outreach.mail',
    ]);
    expect(await traces.topics()).toEqual([
      ...[
        TOPICS.inboundInvestors.name,
        TOPICS.inboundSignals.name,
        TOPICS.rejected.name,
        TOPICS.signals.name,
      ],
    ]);
  });

  it('is erased, and nothing of it is left in any table', async () => {
    for await (const some of house.log.read(TOPICS.inboundInvestors.name)) records.push(...some);
    const before = await logPositions();
    const erased = await ask<ErasureReceipt>(SUZHOU, 'POST', `contacts/${zhang}/erasure`, {
      reason: 'asked-by-person',
    });
    expect(erased.status).toBe(200);
    receipt = erased.body;
    await house.settled();
    expect(await traces.byTable()).toEqual({});
    expect(receipt).toMatchObject({
      contactIds: [zhang],
      removed: {
        ...{ contacts: 1, consentChanges: 2, notes: 1, signals: 2, mails: 2 },
        ...{ rejectedRecords: 2, parkedSignals: 1, keptAnswers: 2, leadMarks: 1, leadTexts: 5 },
      },
    });
    expect(receipt.lastCopyGoneAt).toBe(receipt.finishedAt);
    expect((await logPositions()).slice(0, before.length)).toEqual(before);
    expect((await contactsOf(SUZHOU, investorId)).map(({ contact }) => contact.name)).toEqual(['李(示例)']);
  });

  it('is in no answer that is kept for a request that comes again, nor is that done twice', async () => {
    const answers = await keyed();
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      ...[409, 409].map((status) => [status, 'ANSWER_ERASED']),
      [201, undefined],
    ]);
    const { rows } = await owner.query(`select text from intake.note order by text`);
    expect(rows).toEqual([{ text: '[erased]喜欢喝茶' }, { text: '李(示例)也喜欢' }]);
  });

  const logPositions = async () =>
    (
      await owner.query<{ place: string }>(
        `select concat_ws('/', topic_id, partition, position, encode(key, 'escape')) as place
         from event_log.record join event_log.topic on topic.id = topic_id where name like 'inbound.%'
         order by topic_id, partition, position`,
      )
    ).rows.map(({ place }) => place);

  it('is erased once: whoever asks again gets the receipt, which can be read later', async () => {
    const again = await ask(SUZHOU, 'POST', `contacts/${zhang}/erasure`, { reason: 'unlawful' });
    expect(again.body).toEqual(receipt);
    expect((await ask(SUZHOU, 'GET', `erasures/${receipt.id}`)).body).toEqual(receipt);
    expect((await ask(FOSHAN, 'GET', `erasures/${receipt.id}`)).status).toBe(404);
    expect((await ask(SUZHOU, 'POST', 'contacts/con_none/erasure', { reason: 'unlawful' })).status).toBe(404);
  });

  it('stays gone when the inbound topics are replayed from their start, as they are now and as they were', async () => {
    const known = await rejections();
    const now: LogRecord[] = [];
    for (const topic of [TOPICS.inboundInvestors.name, TOPICS.inboundSignals.name])
      for await (const some of house.log.read(topic)) now.push(...some);
    await house.log.publish([...now, ...records].map(asPublished));
    await house.settled();
    expect((await contactsOf(SUZHOU, investorId)).map(({ contact }) => contact.name)).toEqual(['李(示例)']);
    expect((await traces.byTable())['intake.contact']).toBeUndefined();
    // Wrong again is what was wrong, but for the record whose only fault was the contact, which it no longer names.
    expect(await rejections()).toEqual([...known, ...known, 'RECORD_NOT_JSON'].sort());
  });

  it('stays gone in a newer record, whose rest counts, until a consent given since', async () => {
    await submit(SUZHOU, 6, [ZHANG, LI], 'Yuanhang, renamed');
    const { rows } = await owner.query(
      `select profile #>> '{names,en}' as name from intake.investor where id = $1`,
      [investorId],
    );
    expect(rows).toEqual([{ name: 'Yuanhang, renamed' }]);
    expect((await contactsOf(SUZHOU, investorId)).map(({ contact }) => contact.name)).toEqual(['李(示例)']);
    const added = await ask<{ code: string }>(SUZHOU, 'POST', `investors/${investorId}/contacts`, {
      ...{ name: '张先生', phone: '0086 13800138000', locale: 'zh-CN', consent: { status: 'unknown' } },
    });
    expect([added.status, added.body.code]).toEqual([409, 'CONTACT_ERASED']);

    const since = { ...GIVEN, at: new Date().toISOString() };
    await submit(SUZHOU, 7, [{ ...ZHANG, consent: since }, LI]);
    expect((await contactsOf(SUZHOU, investorId)).map(({ contact }) => contact.name)).toEqual([
      '张致远(示例)',
      '李(示例)',
    ]);
  });

  it('that officers made or changed is no feed’s to overwrite, and no other city’s erasure reaches it', async () => {
    await submit(FOSHAN, 1, [LI]);
    const [li] = (await contactsOf(SUZHOU, investorId)).filter(({ contact }) => contact.name === LI.name);
    const path = `contacts/${li?.id}`;
    const { etag } = await ask(SUZHOU, 'GET', path);
    expect((await ask(SUZHOU, 'PATCH', path, { role: '总经理' })).status).toBe(428);
    expect((await ask(SUZHOU, 'PATCH', path, { role: '总经理' }, { 'if-match': '"99"' })).status).toBe(412);
    expect((await ask(SUZHOU, 'PATCH', path, { role: '总经理' }, { 'if-match': etag })).status).toBe(200);
    const made = { name: '王(示例)', email: 'wang@yuanhang.example', locale: 'zh-CN', consent: GIVEN };
    expect((await ask(SUZHOU, 'POST', `investors/${investorId}/contacts`, made)).status).toBe(201);
    await submit(SUZHOU, 8, [
      { ...LI, role: 'from the feed' },
      { ...made, name: 'Wang', role: 'from the feed' },
    ]);
    await submit(SUZHOU, 9, []);
    const kept = await contactsOf(SUZHOU, investorId);
    expect(kept.map(({ contact, origin }) => [contact.name, contact.role, origin])).toEqual([
      ['李(示例)', '总经理', 'city'],
      ['王(示例)', undefined, 'city'],
    ]);

    expect((await ask(SUZHOU, 'POST', `${path}/erasure`, { reason: 'unlawful' })).status).toBe(200);
    const foshan = await ask<{ items: KeptContact[] }>(FOSHAN, 'GET', 'contacts?q=LI@yuanhang.example');
    expect(foshan.body.items.map(({ contact }) => contact.name)).toEqual(['李(示例)']);
    const ofFoshan: string[] = [];
    for await (const some of house.log.read(TOPICS.inboundInvestors.name))
      ofFoshan.push(
        ...some.map(({ value }) => value?.toString() ?? '').filter((text) => text.includes(`"${FOSHAN}"`)),
      );
    expect(ofFoshan).toHaveLength(1);
    expect(ofFoshan[0]).toContain(LI.email);
  });
});
