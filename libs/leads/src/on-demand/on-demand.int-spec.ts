import { fixedClock } from '@bole/kernel';
import { Acting, type ActingScope, ALL_CITIES } from '@bole/persistence';
import { type SampleWorld, sampleWorld, SAMPLES_AS_OF } from '../../../../test/support/sample-world';
import { RecordLoader } from '../loader/record.loader';
import { ModelsInUse } from '../models/city-models';
import { type MatchedParty, PartyMatcher } from '../party.matcher';
import { CompareInvestorHandler } from '../queries/compare-investor/compare-investor.handler';
import { CompareInvestorQuery } from '../queries/compare-investor/compare-investor.query';
import { MatchGivenInvestorHandler } from '../queries/match-given-investor/match-given-investor.handler';
import {
  type GivenDeal,
  MatchGivenInvestorQuery,
} from '../queries/match-given-investor/match-given-investor.query';
import { MatchGivenProjectHandler } from '../queries/match-given-project/match-given-project.handler';
import { MatchGivenProjectQuery } from '../queries/match-given-project/match-given-project.query';
import { type ExplainedMatches } from './explain-matched';

const DONGGUAN: ActingScope = { city: '441900', neighbours: ['441300', '440600', '440400'] };
const BAODING: ActingScope = { city: '130600', neighbours: [] };
const clock = fixedClock(SAMPLES_AS_OF);

describe('matching on demand', () => {
  let world: SampleWorld;
  let matcher: PartyMatcher;
  let ofProject: MatchGivenProjectHandler;
  let ofInvestor: MatchGivenInvestorHandler;
  let compare: CompareInvestorHandler;

  beforeAll(async () => {
    world = await sampleWorld();
    const { unitOfWork } = world.gateway;
    const loader = new RecordLoader(unitOfWork);
    matcher = new PartyMatcher(world.search, unitOfWork, 300, loader);
    ofProject = new MatchGivenProjectHandler(matcher, clock);
    ofInvestor = new MatchGivenInvestorHandler(matcher, loader, clock);
    compare = new CompareInvestorHandler(
      unitOfWork,
      world.search,
      clock,
      loader,
      new ModelsInUse(unitOfWork),
    );
    await world.service.unitOfWork.query(
      `insert into access.cluster (id, zh, en) values ('bay', '湾区', 'Bay')`,
    );
    await world.service.unitOfWork.query(
      `insert into access.cluster_city (cluster_id, city) select 'bay', unnest($1::text[])`,
      [[DONGGUAN.city, ...DONGGUAN.neighbours]],
    );
  });

  afterAll(() => world.close());

  /** Forgets what passed between the investors and a project, so that it stands as one that nobody has heard of. */
  const unheardOf = async (id: string): Promise<void> => {
    await world.service.unitOfWork.query(`delete from matching.signal where project_id = $1`, [id]);
    await world.service.unitOfWork.query(`update matching.party set stamp = nextval('matching.stamp')`);
  };

  it('ranks a project that is posted as it ranks the same project that is kept, by the same scores', async () => {
    const kept = world.projects.find(({ city, profile }) => city === '441900' && profile.status === 'open');
    if (kept === undefined) throw new Error('no project');
    await unheardOf(kept.id);
    await Acting.run(DONGGUAN, async () => {
      const [stored] = await matcher.match('project', [kept.id], SAMPLES_AS_OF);
      const given = await ofProject.execute(new MatchGivenProjectQuery(kept.profile, undefined, 300, 'en'));
      const byChance = new Set(
        stored?.candidates.filter(({ foundBy }) => foundBy.join() === 'chance').map(({ id }) => id),
      );
      const expected = stored?.ranked.filter(({ investorId }) => !byChance.has(investorId)) ?? [];
      expect(expected.length).toBeGreaterThan(100);
      expect(given.matches.map(({ id, scored }) => [id, scored.score, scored.parts])).toEqual(
        expected.map(({ investorId, score, parts }) => [investorId, score, parts]),
      );
      const cuts = (cut: ExplainedMatches['cut'] | MatchedParty['cut'] = []) =>
        cut
          .filter(({ id }) => !byChance.has(id))
          .map(({ id, limits }) => `${id} ${limits.map(({ code }) => code).join()}`)
          .sort();
      expect(cuts(given.cut)).toEqual(cuts(stored?.cut));
      expect(given.cut.length).toBeGreaterThan(0);
    });
  });

  it('takes what is posted into account', async () => {
    const kept = world.projects.find(({ city }) => city === '441900');
    if (kept === undefined) throw new Error('no project');
    const ask = (profile: typeof kept.profile, asOf?: Date) =>
      Acting.run(DONGGUAN, () => ofProject.execute(new MatchGivenProjectQuery(profile, asOf, 10, 'zh')));
    const as = (answer: ExplainedMatches) => answer.matches.map(({ id }) => id);
    const { matches } = await ask(kept.profile);
    expect(matches.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const { scored, explanation } of matches) {
      const points = [...explanation.for, ...explanation.against].map((reason) => reason.points);
      expect(scored.parts.base + points.reduce((sum, each) => sum + each, 0)).toBe(scored.score);
    }
    const closed = await ask({ ...kept.profile, status: 'closed' });
    expect(closed.matches).toEqual([]);
    expect(new Set(closed.cut.flatMap(({ limits }) => limits.map(({ code }) => code)))).toContain(
      'PROJECT_CLOSED',
    );
    expect(as(await ask({ ...kept.profile, industries: ['A01'], products: ['大米'] }))).not.toEqual(
      as(await ask(kept.profile)),
    );
    expect((await ask(kept.profile, new Date('2026-01-01T00:00:00Z'))).asOf).toBe('2026-01-01T00:00:00.000Z');
  });

  it('ranks for an investor the projects that the city may see: its own whole, others by fit, hidden ones never', async () => {
    const [investor] = world.investors;
    if (investor === undefined) throw new Error('no investor');
    const cityOf = new Map(world.projects.map(({ id, city }) => [id, city]));
    const hidden = world.projects.filter(
      ({ city, profile }) =>
        (profile.visibility === 'city' && city !== '441900') ||
        (profile.visibility === 'cluster' && ![DONGGUAN.city, ...DONGGUAN.neighbours].includes(city)),
    );
    expect(hidden.length).toBeGreaterThan(3);
    const ask = (scope: ActingScope, deals: readonly GivenDeal[] = []) =>
      Acting.run(scope, () =>
        ofInvestor.execute(new MatchGivenInvestorQuery(investor.profile, deals, undefined, 300, 'en')),
      );
    const alone = await ask(DONGGUAN);
    expect(alone.matches.length).toBeGreaterThan(20);
    for (const { id } of hidden) expect(alone.matches.map((match) => match.id)).not.toContain(id);

    const own = world.projects.find(
      ({ id }) => id === alone.matches.find(({ id: one }) => cityOf.get(one) === '441900')?.id,
    );
    if (own === undefined) throw new Error('no project of the city');
    const deals: GivenDeal[] = [
      {
        project: { id: own.id },
        kind: 'signing',
        occurredAt: new Date('2026-06-01T00:00:00Z'),
        amount: { amount: 5e8, currency: 'CNY' },
      },
      {
        project: { profile: { ...own.profile, visibility: 'city' } },
        kind: 'start',
        occurredAt: new Date('2026-07-01T00:00:00Z'),
      },
    ];
    const dealt = await ask(DONGGUAN, deals);
    expect(dealt.cut).toContainEqual(
      expect.objectContaining({ id: own.id, limits: [expect.objectContaining({ code: 'ALREADY_SIGNED' })] }),
    );
    const revealed = dealt.matches.flatMap(({ scored }) =>
      scored.contributions.filter(({ feature }) => feature === 'revealed-industry'),
    );
    expect(revealed.some(({ value }) => value !== null && value > 0)).toBe(true);
    for (const { id, scored } of dealt.matches) {
      if (cityOf.get(id) === '441900') continue;
      expect(scored.contributions.every(({ group }) => group === 'fit')).toBe(true);
      expect(scored.parts.base + scored.parts.fit).toBe(scored.score);
    }
    const secret = hidden[0]?.id ?? '';
    await expect(
      ask(DONGGUAN, [{ ...deals[0], project: { id: secret }, kind: 'mou' as never, occurredAt: new Date() }]),
    ).rejects.toMatchObject({
      problems: [{ code: 'PROJECT_UNKNOWN', field: 'deals.0.project.id' }],
    });
  });

  it('compares the cities of a cluster: only what may be seen, the whole score of one’s own alone', async () => {
    const [busiest] = await world.service.unitOfWork.query<{ investor_id: string }>(
      `select investor_id from matching.signal where tenant = '441300' and not deed group by 1 order by count(*) desc, 1 limit 1`,
    );
    const id = busiest?.investor_id ?? '';
    const ask = (scope: ActingScope, cluster?: string) =>
      Acting.run(scope, () => compare.execute(new CompareInvestorQuery(id, cluster, 'en')));
    const seen = await ask(DONGGUAN, 'bay');
    expect(seen.items.map(({ city }) => city).sort()).toEqual([DONGGUAN.city, ...DONGGUAN.neighbours].sort());
    expect(await ask(DONGGUAN, 'bay')).toEqual(seen);
    const fits = seen.items.map(({ best }) => best?.fit ?? -Infinity);
    expect(fits).toEqual([...fits].sort((a, b) => b - a));
    for (const { city, own, openProjects, best } of seen.items) {
      const visible = world.projects.filter(
        ({ city: where, profile }) =>
          where === city && profile.status === 'open' && (profile.visibility !== 'city' || city === '441900'),
      );
      expect(openProjects).toBe(visible.length);
      expect(own).toBe(city === '441900');
      if (best === null) continue;
      expect(visible.map((project) => project.id)).toContain(best.project.id);
      if (own) expect(best.score).not.toBeNull();
      else expect([best.score, best.parts.intent, best.parts.relationship]).toEqual([null, 0, 0]);
    }
    // Of Huizhou's own dealings with it, Huizhou alone sees what they are worth.
    const neighbour = await ask({ city: '441300', neighbours: ['441900'] }, 'bay');
    const huizhou = neighbour.items.find(({ own }) => own);
    expect((huizhou?.best?.parts.intent ?? 0) !== 0 || (huizhou?.best?.parts.relationship ?? 0) !== 0).toBe(
      true,
    );
    await expect(ask(BAODING, 'bay')).rejects.toMatchObject({ code: 'CLUSTER_NOT_FOUND' });
    expect((await ask(BAODING)).items.map(({ city }) => city)).toEqual([BAODING.city]);
    await expect(ask({ ...ALL_CITIES })).rejects.toMatchObject({ code: 'PARTY_NOT_FOUND' });
  });
});
