import { Client } from 'pg';
import { investorSubmittedV1, projectSubmittedV1, signalReportedV1 } from '@bole/contracts';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';

const SUZHOU = '320500';
const WUXI = '320200';
const FOSHAN = '440600';
const [FIRST, THEN] = [{ version: 1 }, { version: 2 }];
const { profile: projectProfile } = projectSubmittedV1.golden;
const { contacts: _known, ...investorProfile } = { contacts: [], ...investorSubmittedV1.golden.profile };

interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Profiles, signals, leads, matching and look-ups over HTTP, with every answer held to its declaration. */
describe('the API of the data', () => {
  let database: TestDatabase;
  let house: House;
  const keys = new Map<string, string>();
  let investor = '';
  let project = '';

  beforeAll(async () => {
    database = await freshDatabase();
    house = await startHouse(database.connection, { BOLE_CHECK_ANSWERS: 'on' });
    await house.cluster('delta', SUZHOU, WUXI);
    for (const city of [SUZHOU, WUXI, FOSHAN]) keys.set(city, await house.key(city));
  });

  afterAll(async () => {
    await house.close();
    await database.drop();
  });

  async function ask<Body = Record<string, unknown>>(
    city: string,
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> {
    const answer = await fetch(`${house.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys.get(city) ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Body,
    };
  }
  const waiting = { prefer: 'wait=10' };
  const submission = (sourceId: string, profile: object, rest: object = {}) => ({
    source: 'crm',
    sourceId,
    profile,
    ...rest,
  });

  it('waits for what becomes of a submission, where it is asked to', async () => {
    const parked = {
      ...signalReportedV1.golden,
      investor: { source: 'crm', sourceId: 'I' },
      project: { source: 'crm', sourceId: 'P' },
    };
    expect(await ask(SUZHOU, 'POST', 'signals', { body: parked, headers: waiting })).toMatchObject({
      status: 200,
      body: { outcome: 'parked' },
    });
    const { contacts } = investorSubmittedV1.golden.profile;
    const taken = await ask<{ profileId: string }>(SUZHOU, 'POST', 'investors', {
      body: submission('I', { ...investorProfile, contacts }, { version: 5 }),
      headers: waiting,
    });
    expect(taken).toMatchObject({ status: 200, body: { outcome: 'recorded' } });
    expect(taken.headers.get('preference-applied')).toBe('wait=10');
    investor = taken.body.profileId;
    const made = await ask<{ profileId: string }>(SUZHOU, 'POST', 'projects', {
      body: submission('P', projectProfile),
      headers: { prefer: 'respond-async, wait="3"' },
    });
    expect(made).toMatchObject({ status: 200, body: { outcome: 'recorded' } });
    project = made.body.profileId;
    const answers = [
      // The same again; older; the same version with other content; at once.
      await ask(SUZHOU, 'POST', 'investors', {
        body: submission('I', { ...investorProfile, contacts }, { version: 5 }),
        headers: waiting,
      }),
      await ask(SUZHOU, 'POST', 'investors', {
        body: submission('I', investorProfile, { version: 4 }),
        headers: waiting,
      }),
      await ask(SUZHOU, 'POST', 'investors', {
        body: submission('I', { ...investorProfile, products: ['x'] }, { version: 5 }),
        headers: waiting,
      }),
      await ask(SUZHOU, 'POST', 'investors', { body: submission('I', investorProfile, { version: 3 }) }),
    ];
    expect(answers.map(({ status, body }) => [status, body['outcome'] ?? body['errors']])).toEqual([
      [200, 'recorded'],
      [200, 'outdated'],
      [422, [expect.objectContaining({ code: 'PROFILE_VERSION_REUSED' })]],
      [202, 'pending'],
    ]);
    await house.settled();
  });

  it('edits a profile at the revision that was read, and no other', async () => {
    const path = `projects/${project}`;
    const read = await ask(SUZHOU, 'GET', path);
    const etag = read.headers.get('etag') ?? '';
    expect(etag).toBe('"1"');
    expect((await ask(SUZHOU, 'GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const body = { ...projectProfile, jobs: 900 };
    const put = (city: string, ifMatch?: string, what: object = body, at = path) =>
      ask(city, 'PUT', at, {
        body: what,
        ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
      });
    expect((await put(SUZHOU)).status).toBe(428);
    const edited = await put(SUZHOU, etag);
    expect(edited).toMatchObject({
      status: 200,
      body: {
        revision: 2,
        mine: true,
        record: { source: 'bole', sourceId: project },
        profile: { jobs: 900 },
      },
    });
    expect(edited.headers.get('etag')).toBe('"2"');
    expect(await put(SUZHOU, etag)).toMatchObject({ status: 412, body: { code: 'PROFILE_CHANGED' } });
    expect(await put(WUXI, '"2"')).toMatchObject({ status: 403, body: { code: 'PROJECT_CITY_FOREIGN' } });
    expect((await put(SUZHOU, '"2"', body, 'projects/prj_none')).status).toBe(404);
    const elsewhere = { ...body, place: { country: 'CHN', division: WUXI } };
    expect(await put(SUZHOU, '"2"', elsewhere)).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'PROJECT_CITY_FOREIGN' }] },
    });
    expect((await put(SUZHOU, '"2"', { ...body, colour: 'red' })).status).toBe(422);

    // Of two who edit one revision at once, one is told to read again.
    const both = await Promise.all([
      put(SUZHOU, '"2"', { ...body, jobs: 1 }),
      put(SUZHOU, '"2"', { ...body, jobs: 2 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    // An investor is shared: every city may.
    const other = await put(
      FOSHAN,
      '"1"',
      { ...investorProfile, products: ['隔膜'] },
      `investors/${investor}`,
    );
    expect(other).toMatchObject({
      status: 200,
      body: { revision: 2, mine: true, profile: { products: ['隔膜'] } },
    });
    expect((await ask(SUZHOU, 'GET', `investors/${investor}`)).body).toMatchObject({
      record: null,
      mine: true,
    });
    expect(
      await ask(SUZHOU, 'POST', 'projects', {
        body: { ...submission(project, projectProfile), source: 'bole' },
      }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'SOURCE_RESERVED' }] },
    });
  });

  it('takes what is right of many, says of each what is wrong, and keeps cities apart', async () => {
    const projects = await ask<{ items: { profileId?: string }[] }>(SUZHOU, 'POST', 'projects/bulk', {
      body: {
        items: [
          submission('B1', { ...projectProfile, names: { zh: '甲项目' }, visibility: 'city' }, FIRST),
          submission('B2', { ...projectProfile, jobs: -1 }),
          submission('B3', { ...projectProfile, place: { country: 'CHN', division: FOSHAN } }),
          'no object',
          submission('B1', { ...projectProfile, names: { zh: '乙项目' }, visibility: 'city' }, THEN),
        ],
      },
    });
    expect(projects).toMatchObject({
      status: 202,
      body: {
        accepted: 2,
        refused: 3,
        items: [
          { accepted: true },
          { accepted: false, problems: [{ code: 'FIELD_TOO_SMALL', field: 'profile.jobs' }] },
          { accepted: false, problems: [{ code: 'PROJECT_CITY_FOREIGN' }] },
          { accepted: false, problems: [{ code: 'FIELD_TYPE_INVALID' }] },
          { accepted: true, profileId: projects.body.items[0]?.profileId },
        ],
      },
    });
    const signal = (sourceId: string, rest: object = {}) => ({
      source: 'desk',
      sourceId,
      investor: { id: investor },
      project: { id: project },
      kind: 'call',
      occurredAt: '2026-03-01T10:00:00.123456+08:00',
      ...rest,
    });
    const lines = [
      signal('S1'),
      signal('S2', { kind: 'shout' }),
      signal('S3', { kind: 'page-view', occurredAt: '2026-03-02T10:00:00Z' }),
      signal('S4', { occurredAt: '2099-01-01T00:00:00Z' }),
    ].map((line) => JSON.stringify(line));
    const signals = await ask(SUZHOU, 'POST', 'signals/bulk', {
      body: lines.join('\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    });
    expect(signals).toMatchObject({
      status: 202,
      body: {
        accepted: 2,
        items: [
          { accepted: true },
          { accepted: false, problems: [{ code: 'FIELD_INVALID', field: 'kind' }] },
          { accepted: true },
          { accepted: false, problems: [{ code: 'DATE_IMPOSSIBLE' }] },
        ],
      },
    });
    // A city reports nothing of another's project: ingest finds out.
    expect(await ask(FOSHAN, 'POST', 'signals', { body: signal('S5'), headers: waiting })).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'SIGNAL_CITY_FOREIGN' }] },
    });
    await house.settled();
    const secret = projects.body.items[0]?.profileId ?? '';
    expect((await ask(SUZHOU, 'GET', `projects/${secret}`)).body).toMatchObject({
      profile: { names: { zh: '乙项目' } },
    });
    expect((await ask(WUXI, 'GET', `projects/${secret}`)).status).toBe(404);
    expect((await ask(WUXI, 'GET', `projects/${secret}/leads`)).status).toBe(404);
    expect((await ask(SUZHOU, 'POST', 'signals/bulk', { body: { items: [] } })).status).toBe(422);
  });

  it('lists signals by when they happened, to the microsecond', async () => {
    type Page = { items: { id: string; sourceId: string; kind: string }[]; next: string | null };
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await ask<Page>(SUZHOU, 'GET', `signals?limit=1&sort=occurredAt${cursor}`);
      found.push(...body.items.map(({ sourceId }) => sourceId));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(found).toEqual([signalReportedV1.golden.sourceId, 'S1', 'S3']);
    const ids = async (query: string) =>
      (await ask<Page>(SUZHOU, 'GET', `signals?${query}`)).body.items.map(({ sourceId }) => sourceId);
    expect(await ids('medium=online')).toEqual(['S3']);
    expect(await ids('kind=call&kind=mou')).toEqual(['S1']);
    expect(await ids(`investor=${investor}&from=2026-03-01T02:00:00Z&to=2026-03-02T10:00:00Z`)).toEqual([
      'S1',
    ]);
    expect(await ids('project=prj_none')).toEqual([]);
    const [one] = (await ask<Page>(SUZHOU, 'GET', 'signals?kind=call')).body.items;
    expect(await ask(SUZHOU, 'GET', `signals/${one?.id ?? ''}`)).toMatchObject({
      status: 200,
      body: { source: 'desk', medium: 'offline', investor: { id: investor }, project: { id: project } },
    });
    expect((await ask(WUXI, 'GET', `signals/${one?.id ?? ''}`)).status).toBe(404);
    expect((await ask<Page>(WUXI, 'GET', 'signals')).body.items).toEqual([]);
    expect((await ask(SUZHOU, 'GET', 'signals?cursor=WyIyMDI2Il0')).status).toBe(422);
  });

  it('lists leads with reasons in the language asked for, and explains one', async () => {
    type Page = { items: { id: string; project: { id: string }; reasons?: { for: { text: string }[] } }[] };
    const leads = async (query = '') => (await ask<Page>(SUZHOU, 'GET', `leads?${query}`)).body.items;
    expect((await leads()).length).toBe(2);
    expect(await ask<Page>(WUXI, 'GET', 'leads')).toMatchObject({ body: { items: [] } });
    expect((await leads('q=乙项目')).length).toBe(1);
    expect((await leads('q=远航')).length).toBe(2);
    expect(await leads('q=无此名')).toEqual([]);
    const [zh] = await leads(`project=${project}&reasons=short&lang=zh`);
    const [en] = await leads(`project=${project}&reasons=short&lang=en`);
    expect(zh?.reasons?.for[0]?.text).toMatch(/[\u4e00-\u9fff]/);
    expect(en?.reasons?.for[0]?.text).toMatch(/^[\x20-\x7e]/);
    const whole = await ask(SUZHOU, 'GET', `leads/${zh?.id ?? ''}`);
    expect(whole).toMatchObject({
      status: 200,
      body: { project: { id: project }, listedBy: ['project', 'investor'] },
    });
    const etag = whole.headers.get('etag') ?? '';
    expect(
      (await ask(SUZHOU, 'GET', `leads/${zh?.id ?? ''}`, { headers: { 'if-none-match': etag } })).status,
    ).toBe(304);
    expect((await ask(WUXI, 'GET', `leads/${zh?.id ?? ''}`)).status).toBe(404);
  });

  it('matches what is posted, and compares the cities of a cluster', async () => {
    type Ranking = {
      items: { score: number; own?: boolean; project?: { id: string }; investor?: { id: string } }[];
      cut: unknown[];
    };
    const given = await ask<Ranking>(SUZHOU, 'POST', 'match/investors?lang=en', {
      body: { project: { ...projectProfile, names: { zh: '未存项目' } }, limit: 5 },
    });
    expect(given.status).toBe(200);
    expect(given.body.items.map((item) => item.investor?.id)).toEqual([investor]);
    const wrong = await ask(SUZHOU, 'POST', 'match/investors', {
      body: { project: { ...projectProfile, industries: ['C9999'] } },
    });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'project.industries.0' }] } });
    const ranked = (city: string) =>
      ask<Ranking>(city, 'POST', 'match/projects', { body: { investor: investorProfile } });
    expect((await ranked(SUZHOU)).body.items.length).toBe(2);
    const [foreign, ...hidden] = (await ranked(WUXI)).body.items;
    expect([foreign?.own, foreign?.project?.id, hidden]).toEqual([false, project, []]);

    type Compared = {
      items: { city: string; own: boolean; openProjects: number; best: { score: number | null } | null }[];
    };
    const compared = await ask<Compared>(WUXI, 'GET', `investors/${investor}/compare?cluster=delta`);
    expect(compared.body.items).toMatchObject([
      { city: SUZHOU, own: false, openProjects: 1, best: { score: null } },
      { city: WUXI, own: true, openProjects: 0, best: null },
    ]);
    expect((await ask(FOSHAN, 'GET', `investors/${investor}/compare?cluster=delta`)).status).toBe(404);
    expect((await ask(SUZHOU, 'GET', 'investors/inv_none/compare')).status).toBe(404);
  });

  it('answers what the standards say', async () => {
    const items = async (path: string) =>
      (await ask<{ items: Record<string, unknown>[] }>(SUZHOU, 'GET', path)).body.items;
    expect((await items('industries')).length).toBe(20);
    expect((await items('industries?q=储能'))[0]).toMatchObject({ code: 'C384', level: 'group' });
    expect((await ask(SUZHOU, 'GET', 'industries/C384')).body).toMatchObject({
      parent: { code: 'C38' },
      isic: [{ code: '2720' }],
    });
    expect((await ask(SUZHOU, 'GET', 'industries/X1')).status).toBe(404);
    expect(await items('divisions?q=昆山')).toMatchObject([
      { code: '320583', parent: '320500', city: '320500' },
    ]);
    expect((await items('divisions')).length).toBe(34);
    expect((await items('divisions?parent=110000')).length).toBe(16);
    expect(await items('clusters')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'delta', kind: 'sharing', members: [WUXI, SUZHOU], mine: true }),
        expect.objectContaining({ id: 'yangtze-delta', kind: 'reference', mine: true }),
        expect.objectContaining({ id: 'greater-bay', mine: false }),
      ]),
    );
    expect((await items('currencies')).find(({ code }) => code === 'JPY')).toMatchObject({ minorUnits: 0 });
    expect((await items('countries')).length).toBeGreaterThan(240);
    const model = await ask(SUZHOU, 'GET', 'model');
    expect(model.body).toMatchObject({ version: 'default-2', base: 12 });
    const again = await ask(SUZHOU, 'GET', 'model', {
      headers: { 'if-none-match': model.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('keeps no change that the audit does not keep, and makes it once when the audit works again', async () => {
    const owner = new Client({ ...database.connection });
    await owner.connect();
    try {
      const note = {
        body: { investorId: investor, text: '电话回访' },
        headers: { 'idempotency-key': 'n-1' },
      };
      const kept = async () => (await ask<{ items: object[] }>(SUZHOU, 'GET', 'notes?q=电话回访')).body.items;
      await owner.query('revoke insert on access.audit from bole_gateway');
      expect((await ask(SUZHOU, 'POST', 'notes', note)).status).toBe(500);
      expect(await kept()).toEqual([]);
      await owner.query('grant insert on access.audit to bole_gateway');
      const added = await ask<{ id: string }>(SUZHOU, 'POST', 'notes', note);
      expect(added.status).toBe(201);
      expect(await kept()).toHaveLength(1);
      const { rows } = await owner.query(`select object_id from access.audit where action = 'note.added'`);
      expect(rows).toEqual([{ object_id: added.body.id }]);
    } finally {
      await owner.end();
    }
  });
});
