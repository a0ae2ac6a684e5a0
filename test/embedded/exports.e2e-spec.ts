import { investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';

const SUZHOU = '320500';
const { profile: projectProfile } = projectSubmittedV1.golden;
const { registration: _none, ...investorProfile } = investorSubmittedV1.golden.profile;

/** A filter cuts the file as it cuts the list of the same things. */
describe('exports', () => {
  let database: TestDatabase;
  let house: House;
  let key = '';

  beforeAll(async () => {
    database = await freshDatabase();
    house = await startHouse(database.connection, { BOLE_CHECK_ANSWERS: 'on' });
    key = await house.key(SUZHOU);
    const submission = (sourceId: string, profile: object) => ({ source: 'crm', sourceId, profile });
    await ask('POST', 'investors/bulk', {
      items: [
        submission('I1', investorProfile),
        submission('I2', {
          ...investorProfile,
          names: { zh: '远山资本' },
          kind: 'fund',
          industries: ['isic4:2720'],
        }),
        submission('I3', {
          ...investorProfile,
          names: { zh: '大河集团' },
          industries: ['A0111'],
          contacts: [],
        }),
      ],
    });
    await ask('POST', 'projects/bulk', {
      items: [
        submission('P1', projectProfile),
        submission('P2', {
          ...projectProfile,
          names: { zh: '稻田项目' },
          industries: ['A0111'],
          visibility: 'city',
        }),
      ],
    });
    const seen = (sourceId: string, kind: string, project: string, occurredAt: string) => ({
      ...{ source: 'desk', sourceId, kind, occurredAt, investor: { source: 'crm', sourceId: 'I1' } },
      project: { source: 'crm', sourceId: project },
    });
    await ask('POST', 'signals/bulk', {
      items: [
        seen('S1', 'call', 'P1', '2026-03-01T10:00:00Z'),
        seen('S2', 'page-view', 'P1', '2026-03-02T10:00:00Z'),
        seen('S3', 'site-visit', 'P2', '2026-03-03T10:00:00Z'),
      ],
    });
    await house.settled();
  });

  afterAll(async () => {
    await house.close();
    await database.drop();
  });

  async function ask(method: string, path: string, body?: unknown): Promise<string> {
    const answer = await fetch(`${house.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect([path, answer.ok, answer.ok ? '' : text]).toEqual([path, true, '']);
    return text;
  }
  const listed = async (what: string, query: string): Promise<string[]> =>
    (JSON.parse(await ask('GET', `${what}?${query}`)) as { items: { id: string }[] }).items.map(
      ({ id }) => id,
    );
  const exported = async (what: string, query: string): Promise<string[]> =>
    (await ask('GET', `exports/${what}?format=ndjson&${query}`))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id?: string; leadId?: string })
      .map(({ id, leadId }) => id ?? leadId ?? '');

  it.each<[what: string, query: string, count: number]>([
    ['investors', '', 3],
    ['investors', 'q=远山', 1],
    ['investors', 'industry=C38', 2],
    ['investors', 'industry=A&country=DEU', 1],
    ['investors', 'kind=fund&mine=true', 1],
    ['investors', 'status=withdrawn', 0],
    ['projects', 'industry=A01', 1],
    ['projects', 'visibility=city', 1],
    ['projects', 'q=稻田&division=320000', 1],
    ['projects', 'mine=false', 0],
    ['signals', 'medium=online', 1],
    ['signals', 'kind=call&kind=site-visit', 2],
    ['leads', 'minFit=-1000', 6],
    ['leads', 'minIntent=1000', 0],
    ['leads', 'industry=A', 3],
    ['leads', 'q=大河', 2],
    ['contacts', 'q=zzz', 0],
    ['contacts', 'consent=granted', 2],
  ])('hold of %s by "%s" what the list holds', async (what, query, count) => {
    const inFile = (await exported(what, query)).sort();
    expect(inFile).toEqual((await listed(what, query)).sort());
    expect(inFile).toHaveLength(count);
  });
});
