import { fixedClock } from '@bole/kernel';
import { Acting, type ActingScope } from '@bole/persistence';
import { type SampleWorld, sampleWorld, SAMPLES_AS_OF } from '../../../../../test/support/sample-world';
import { RecordLoader } from '../../loader/record.loader';
import { ModelsInUse } from '../../models/city-models';
import { PairCuts } from '../../marks/pair-cuts';
import { ReasonWriter } from '../../reasons/lead-reasons';
import { GetLeadHandler } from '../get-lead/get-lead.handler';
import { GetLeadQuery } from '../get-lead/get-lead.query';
import { ListLeadsHandler, ListPartyLeadsHandler } from './list-leads.handler';
import {
  type LeadFilter,
  type LeadSort,
  LEAD_SORTS,
  type ListedLead,
  ListLeadsQuery,
  ListPartyLeadsQuery,
} from './list-leads.query';

const DONGGUAN: ActingScope = { city: '441900', neighbours: [] };
const FOSHAN: ActingScope = { city: '440600', neighbours: [] };
const clock = fixedClock('2026-11-22T12:00:00Z');

describe('the lists of leads', () => {
  let world: SampleWorld;
  let list: ListLeadsHandler;
  let ofParty: ListPartyLeadsHandler;
  let one: GetLeadHandler;

  beforeAll(async () => {
    world = await sampleWorld();
    const { unitOfWork } = world.gateway;
    const writer = new ReasonWriter(new RecordLoader(unitOfWork), clock, new ModelsInUse(unitOfWork));
    list = new ListLeadsHandler(unitOfWork, clock, writer);
    ofParty = new ListPartyLeadsHandler(
      unitOfWork,
      clock,
      writer,
      new PairCuts(new RecordLoader(unitOfWork), clock),
    );
    one = new GetLeadHandler(unitOfWork, writer);
  });

  afterAll(() => world.close());

  const page = (filter: LeadFilter = {}, sort: LeadSort = '-score', limit = 200, cursor?: string) =>
    list.execute(new ListLeadsQuery(filter, { sort, limit, cursor }, 'none', 'en'));
  const all = async (scope: ActingScope, filter: LeadFilter, sort: LeadSort, limit: number) =>
    Acting.run(scope, async () => {
      const found: ListedLead[] = [];
      for (let cursor: string | undefined; ;) {
        const { items, next } = await page(filter, sort, limit, cursor);
        found.push(...items);
        if (next === null) return found;
        cursor = next;
      }
    });
  const own = (city: string) =>
    world.projects.filter((project) => project.city === city).map((project) => project.id);

  it.each(LEAD_SORTS)('by %s holds every lead of the acting city once, and nobody else’s', async (sort) => {
    const found = await all(DONGGUAN, {}, sort, 17);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    const [row] = await world.service.unitOfWork.query<{ count: string }>(
      `select count(*) from matching.match where project_id = any($1::text[])`,
      [own('441900')],
    );
    expect(found.length).toBe(Number(row?.count));
    const scores = found.map(({ score }) => score);
    const sorted = [...scores].sort((a, b) => (sort === '-score' ? b - a : a - b));
    if (sort.endsWith('score')) expect(scores).toEqual(sorted);
  });

  it('ranks each lead within its project, as the project’s own list has it', async () => {
    const [projectId = ''] = own('441900');
    const mine = await Acting.run(DONGGUAN, () =>
      ofParty.execute(
        new ListPartyLeadsQuery({ kind: 'project', id: projectId }, { limit: 50 }, 'full', 'zh'),
      ),
    );
    expect(mine.items.length).toBeGreaterThan(5);
    expect(mine.items.map(({ rank }) => rank)).toEqual(mine.items.map((_, at) => at + 1));
    const everywhere = await all(DONGGUAN, { projectId }, '-score', 200);
    expect(new Map(everywhere.map(({ id, rank }) => [id, rank]))).toEqual(
      new Map(mine.items.map(({ id, rank }) => [id, rank])),
    );
  });

  it('gives reasons that add up, three of them where short ones are asked for, none where none are', async () => {
    await Acting.run(DONGGUAN, async () => {
      const ask = (depth: 'none' | 'short' | 'full') =>
        list.execute(new ListLeadsQuery({}, { sort: '-score', limit: 20 }, depth, 'en'));
      const [full, short, none] = [await ask('full'), await ask('short'), await ask('none')];
      full.items.forEach(({ reasons, parts, score }, at) => {
        const points = [...(reasons?.for ?? []), ...(reasons?.against ?? [])].map((reason) => reason.points);
        expect(parts.base + points.reduce((sum, each) => sum + each, 0)).toBe(score);
        const strongest = points
          .map(Math.abs)
          .sort((a, b) => b - a)
          .slice(0, 3);
        const brief = short.items[at]?.reasons;
        const shown = [...(brief?.for ?? []), ...(brief?.against ?? [])].map((reason) =>
          Math.abs(reason.points),
        );
        expect(shown.sort((a, b) => b - a)).toEqual(strongest);
      });
      expect(none.items.every(({ reasons }) => reasons === undefined)).toBe(true);
    });
  });

  it('cuts by party, industry, scores, parts and time', async () => {
    const everything = await all(DONGGUAN, {}, '-score', 200);
    const [some] = everything;
    if (some === undefined) throw new Error('no lead');
    const among = { projects: [some.project.id], investors: [some.investor.id] };
    const industry = world.projects.find(({ id }) => id === some.project.id)?.profile.industries[0] ?? '';
    const inIndustry = new Set(
      world.projects
        .filter(({ profile }) => profile.industries.some((code) => code.startsWith(industry.slice(0, 3))))
        .map(({ id }) => id),
    );
    const cuts: [LeadFilter, (lead: ListedLead) => boolean][] = [
      [{ investorId: some.investor.id }, (lead) => lead.investor.id === some.investor.id],
      [{ projectId: some.project.id }, (lead) => lead.project.id === some.project.id],
      [{ among }, (lead) => lead.project.id === some.project.id || lead.investor.id === some.investor.id],
      [{ industry: industry.slice(0, 3) }, (lead) => inIndustry.has(lead.project.id)],
      [{ minScore: 60, minFit: 20 }, (lead) => lead.score >= 60 && lead.parts.fit >= 20],
      [{ minIntent: 1 }, (lead) => lead.parts.intent >= 1],
      [{ minRelationship: 3 }, (lead) => lead.parts.relationship >= 3],
      [{ changedSince: SAMPLES_AS_OF }, () => true],
      [{ changedSince: new Date(SAMPLES_AS_OF.getTime() + 1) }, () => false],
      [{ model: some.model }, () => true],
      [{ model: 'another' }, () => false],
    ];
    for (const [filter, expected] of cuts) {
      const found = await all(DONGGUAN, filter, '-score', 30);
      expect({ filter, found: found.map(({ id }) => id) }).toEqual({
        filter,
        found: everything.filter(expected).map(({ id }) => id),
      });
    }
  });

  it.each(LEAD_SORTS)('by %s stays right while leads come, go and move between the pages', async (sort) => {
    const before = await all(FOSHAN, {}, sort, 200);
    const first = await Acting.run(FOSHAN, () => page({}, sort, 10));
    const [seen, unseen] = [first.items, before.slice(10)];
    const [gone, moved] = [unseen[3], unseen.at(-5)];
    const again = seen[2];
    if (gone === undefined || moved === undefined || again === undefined) throw new Error('too few leads');
    const { unitOfWork } = world.service;
    const kept = await unitOfWork.query<{ row: unknown }>(
      `select to_jsonb(match) as row from matching.match where lead_id = any($1::text[])`,
      [[gone.id, moved.id, again.id]],
    );
    await unitOfWork.query(`delete from matching.match where lead_id = $1`, [gone.id]);
    // One that was seen falls behind the page, one that was not rises before it, one comes in anew.
    const rescore = `update matching.match set base = base + $2, score = base + $2 + fit + intent + relationship,
         changed_at = '2026-11-22T12:00:01Z' where lead_id = $1`;
    await unitOfWork.query(rescore, [again.id, sort === 'score' ? 500 : -500]);
    await unitOfWork.query(rescore, [moved.id, sort === 'score' ? -500 : 500]);
    await unitOfWork.query(
      `insert into matching.match (project_id, investor_id, lead_id, score, base, fit, intent, relationship, contributions,
           model, for_project, for_investor, moved, changed_at, city)
         select project_id, 'inv_new', 'lead_new', score, base, fit, intent, relationship, contributions, model, false, true,
           moved, '2026-11-22T12:00:02Z', city from matching.match where lead_id = $1`,
      [unseen[0]?.id],
    );

    const later: ListedLead[] = [];
    for (let cursor = first.next; cursor !== null;) {
      const { items, next } = await Acting.run(FOSHAN, () => page({}, sort, 10, cursor ?? undefined));
      later.push(...items);
      cursor = next;
    }
    expect(later.map(({ id }) => id)).toEqual(
      unseen.filter((lead) => lead !== gone && lead !== moved).map(({ id }) => id),
    );
    // What moved or came meanwhile is there to be asked for.
    const changed = await all(FOSHAN, { changedSince: new Date('2026-11-22T12:00:00Z') }, '-score', 5);
    expect(changed.map(({ id }) => id).sort()).toEqual([again.id, 'lead_new', moved.id].sort());

    await unitOfWork.query(`delete from matching.match where lead_id = any($1::text[])`, [
      [gone.id, moved.id, again.id, 'lead_new'],
    ]);
    await unitOfWork.query(
      `insert into matching.match select restored.* from jsonb_array_elements($1::jsonb) as row,
           jsonb_populate_record(null::matching.match, row) as restored`,
      [JSON.stringify(kept.map(({ row }) => row))],
    );
  });

  it('explains one lead whole, and knows none of another city', async () => {
    const [first] = await all(DONGGUAN, { minRelationship: 3 }, '-score', 5);
    if (first === undefined) throw new Error('no lead');
    const lead = await Acting.run(DONGGUAN, () => one.execute(new GetLeadQuery(first.id, 'zh')));
    expect(lead).toMatchObject(first);
    expect(lead.contributions.reduce((sum, { points }) => sum + points, lead.parts.base)).toBe(lead.score);
    const given = new Set(lead.evidence.map(({ id }) => id));
    expect(lead.evidence.some(({ kind }) => kind === 'signal')).toBe(true);
    for (const { evidence } of lead.contributions) for (const id of evidence) expect(given).toContain(id);
    await expect(
      Acting.run(FOSHAN, () => one.execute(new GetLeadQuery(first.id, 'zh'))),
    ).rejects.toMatchObject({
      code: 'LEAD_NOT_FOUND',
    });
    await expect(
      Acting.run(FOSHAN, () =>
        ofParty.execute(
          new ListPartyLeadsQuery({ kind: 'project', id: first.project.id }, { limit: 5 }, 'none', 'zh'),
        ),
      ).then(({ items }) => items),
    ).resolves.toEqual([]);
  });
});
