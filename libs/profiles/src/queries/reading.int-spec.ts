import { investorSubmittedV1, projectSubmittedV1 } from '@bole/contracts';
import { fixedClock } from '@bole/kernel';
import { Acting, type ActingScope, ALL_CITIES } from '@bole/persistence';
import { type Worker, workAs } from '../../../../test/support/acting';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database';
import { incoming } from '../../../../test/support/incoming';
import { RecordProfilesCommand } from '../commands/record-profiles/record-profiles.command';
import { RecordProfilesHandler } from '../commands/record-profiles/record-profiles.handler';
import { type PartyKind } from '../party-kind';
import { GetProfileHandler } from './get-profile/get-profile.handler';
import { GetProfileQuery } from './get-profile/get-profile.query';
import { ListProfilesHandler } from './list-profiles/list-profiles.handler';
import {
  ListProfilesQuery,
  PROFILE_SORTS,
  type ProfileFilter,
  type ProfileSort,
} from './list-profiles/list-profiles.query';

const SUZHOU: ActingScope = { city: '320500', neighbours: ['320200'] };
const WUXI: ActingScope = { city: '320200', neighbours: ['320500'] };
const FOSHAN: ActingScope = { city: '440600', neighbours: [] };
const project = projectSubmittedV1.data.parse(projectSubmittedV1.golden).profile;
const { registration: _none, ...investor } = investorSubmittedV1.data.parse(
  investorSubmittedV1.golden,
).profile;

describe('reading profiles, as the gateway', () => {
  let database: TestDatabase;
  let gateway: Worker;
  let service: Worker;
  let list: ListProfilesHandler;
  let get: GetProfileHandler;

  beforeEach(async () => {
    database = await freshDatabase();
    gateway = await workAs(database.connection, 'bole_gateway');
    service = await workAs(database.connection, 'bole_service', ALL_CITIES, 'ingest');
    list = new ListProfilesHandler(gateway.unitOfWork, fixedClock('2026-01-02T00:00:00Z'));
    get = new GetProfileHandler(gateway.unitOfWork);
  });

  afterEach(async () => {
    await gateway.close();
    await service.close();
    await database.drop();
  });

  type Submission = readonly [
    tenant: string | undefined,
    sourceId: string,
    profile: object,
    version?: number,
  ];
  /** The profiles of one batch are as old as the batch. */
  const take = (kind: PartyKind, at: string, ...submissions: readonly Submission[]) => {
    const records = submissions.map(([tenant, sourceId, profile, version = 1]) => {
      const source = tenant === undefined ? 'feed' : `${tenant}/crm`;
      const record = { source, sourceId, version, ...(tenant === undefined ? {} : { tenant }) };
      return kind === 'investor'
        ? incoming(investorSubmittedV1, { ...record, profile: { ...investor, ...profile } })
        : incoming(projectSubmittedV1, { ...record, profile: { ...project, ...profile } });
    });
    return new RecordProfilesHandler(service.unitOfWork, fixedClock(at)).execute(
      new RecordProfilesCommand(kind, records, []),
    );
  };
  const page = (kind: PartyKind, filter: ProfileFilter, sort: ProfileSort, limit: number, cursor?: string) =>
    list.execute(new ListProfilesQuery(kind, filter, { sort, limit, cursor }));
  const names = async (scope: ActingScope, kind: PartyKind, filter: ProfileFilter = {}) =>
    Acting.run(scope, async () =>
      (await page(kind, filter, 'name', 100)).items.map(({ profile }) => profile.names.zh),
    );
  const place = (division: string) => ({ place: { country: 'CHN', division } });

  it('shows a city the projects that are for it, and which are its own', async () => {
    await take(
      'project',
      '2026-01-01T00:00:00Z',
      ['320500', '1', { names: { zh: '市' }, visibility: 'city' }],
      ['320500', '2', { names: { zh: '群' }, visibility: 'cluster' }],
      ['320500', '3', { names: { zh: '公' }, visibility: 'public' }],
      ['440600', '4', { names: { zh: '佛' }, visibility: 'city', ...place('440600') }],
    );
    expect(await names(SUZHOU, 'project')).toEqual(['公', '市', '群']);
    expect(await names(WUXI, 'project')).toEqual(['公', '群']);
    expect(await names(FOSHAN, 'project')).toEqual(['佛', '公']);
    expect(await names(FOSHAN, 'project', { mine: true })).toEqual(['佛']);
    expect(await names(FOSHAN, 'project', { mine: false })).toEqual(['公']);
    const { items } = await Acting.run(FOSHAN, () => page('project', {}, 'name', 10));
    const [own, other] = items;
    expect(own).toMatchObject({ mine: true, record: { source: 'crm', sourceId: '4', version: 1 } });
    expect(other).toMatchObject({ mine: false, record: null, completeness: { share: 1, missing: [] } });
    await expect(
      Acting.run(WUXI, () => get.execute(new GetProfileQuery('project', own?.id ?? ''))),
    ).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' });
    expect(
      await Acting.run(WUXI, () => get.execute(new GetProfileQuery('project', other?.id ?? ''))),
    ).toMatchObject({
      revision: 1,
      mine: false,
    });
  });

  it('shares investors, and keeps who knows them', async () => {
    await take(
      'investor',
      '2026-01-01T00:00:00Z',
      ['320500', '1', { names: { zh: '甲', aliases: [] }, products: [] }],
      ['440600', '2', { names: { zh: '乙', aliases: [] } }],
      [undefined, '3', { names: { en: 'Of a feed', aliases: [] } }],
    );
    const { items } = await Acting.run(SUZHOU, () => page('investor', {}, 'name', 10));
    expect(
      items.map(({ mine, record, completeness }) => [mine, record?.source, completeness.missing]),
    ).toEqual([
      [false, 'feed', []],
      [false, undefined, []],
      [true, 'crm', ['products']],
    ]);
    expect(await names(FOSHAN, 'investor', { mine: true })).toEqual(['乙']);
  });

  it('cuts by what profiles say', async () => {
    await take(
      'investor',
      '2026-01-01T00:00:00Z',
      ['320500', '1', { names: { zh: 'A', aliases: [] }, kind: 'fund', industries: ['C3841'] }],
      ['320500', '2', { names: { zh: 'B', aliases: [] }, industries: ['isic4:2720'], status: 'withdrawn' }],
      [
        '320500',
        '3',
        {
          names: { zh: 'C', aliases: [] },
          industries: ['C27'],
          home: { country: 'CHN', division: '110108' },
        },
      ],
      [
        '320500',
        '4',
        { names: { zh: 'D', aliases: [] }, industries: [], home: { country: 'DEU' }, presence: [] },
      ],
    );
    await take('investor', '2026-01-01T12:00:00Z', [
      '320500',
      '5',
      { names: { zh: 'E', aliases: [] }, industries: ['A01'] },
    ]);
    await take(
      'project',
      '2026-01-01T00:00:00Z',
      ['320500', '1', { names: { zh: 'P' }, type: 'expansion', ...place('320583') }],
      ['440600', '2', { names: { zh: 'Q' }, status: 'closed', ...place('440605') }],
      ['320500', '3', { names: { zh: 'R' }, visibility: 'city', ...place('320500') }],
    );
    const cuts: [PartyKind, ProfileFilter, string[]][] = [
      ['investor', { investorKind: 'fund' }, ['A']],
      ['investor', { status: 'withdrawn' }, ['B']],
      ['investor', { industry: 'C38' }, ['A', 'B']],
      ['investor', { industry: 'C3841' }, ['A']],
      ['investor', { industry: 'C' }, ['A', 'B', 'C']],
      ['investor', { country: 'DEU' }, ['A', 'B', 'C', 'D', 'E']],
      ['investor', { division: '330000' }, ['A', 'B', 'E']],
      ['investor', { division: '110000' }, ['C']],
      ['investor', { division: '110105' }, []],
      ['investor', { updatedSince: new Date('2026-01-01T12:00:00Z') }, ['E']],
      ['project', { projectType: 'expansion' }, ['P']],
      ['project', { status: 'open' }, ['P', 'R']],
      ['project', { visibility: 'city' }, ['R']],
      ['project', { division: '320500' }, ['P', 'R']],
      ['project', { division: '320583' }, ['P']],
      ['project', { country: 'CHN', industry: 'C38', mine: false }, ['Q']],
    ];
    for (const [kind, filter, expected] of cuts)
      expect([filter, await names(SUZHOU, kind, filter)]).toEqual([filter, expected]);
  });

  it.each(PROFILE_SORTS)(
    'by %s, pages stay right while profiles come, go out of sight and change',
    async (sort) => {
      // Of several ages and names; some share both.
      for (const day of [1, 2, 3])
        await take(
          'project',
          `2026-01-01T0${day}:00:00Z`,
          ...Array.from({ length: 8 }, (_, at): Submission => [
            '320500',
            `${day}-${at}`,
            { names: { zh: `项目${(at * 5 + day) % 6}` } },
          ]),
        );
      const whole = await Acting.run(WUXI, () => page('project', {}, sort, 100));
      const first = await Acting.run(WUXI, () => page('project', {}, sort, 7));
      const ids = whole.items.map(({ id }) => id);
      expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 7));
      const record = (at: number) => whole.items[at];
      const sourceIdOf = async (at: number) => {
        const [row] = await service.unitOfWork.query<{ source_id: string }>(
          `select source_id from intake.project where id = $1`,
          [record(at)?.id],
        );
        return row?.source_id ?? '';
      };
      await take(
        'project',
        '2026-01-02T00:00:01Z',
        // One that was seen and two that were not change, one of them out of sight; one is new.
        ['320500', await sourceIdOf(3), { names: { zh: sort === 'name' ? 'zz' : '00' } }, 2],
        ['320500', await sourceIdOf(12), { names: { zh: sort === 'name' ? '00' : 'zz' } }, 2],
        ['320500', await sourceIdOf(15), { names: { zh: '项目9' }, visibility: 'city' }, 2],
        ['320500', 'new', { names: { zh: '项目3' } }],
      );
      const rest: string[] = [];
      for (let cursor = first.next; cursor !== null;) {
        const next = await Acting.run(WUXI, () => page('project', {}, sort, 5, cursor ?? undefined));
        rest.push(...next.items.map(({ id }) => id));
        cursor = next.next;
      }
      expect(rest).toEqual(ids.slice(7).filter((id) => id !== record(12)?.id && id !== record(15)?.id));
      const since = { updatedSince: new Date('2026-01-02T00:00:01Z') };
      expect((await names(WUXI, 'project', since)).length).toBe(3);
    },
  );
});
