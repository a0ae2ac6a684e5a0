import { investorsByLikeness, type PreparedProject, projectQueries } from '@bole/matching';
import { derivedId } from '@bole/kernel';
import { audienceFacet } from '@bole/persistence';
import { type Generator, interleave, type InvestorGenerator } from './generator';
import { ranked } from './ranked';
import { segmentsOf } from './segments';

const FROM_TEXT = 120;
const FROM_CODES = 80;
/** Where the market has a history it tells more than what is declared: declared words keep these places. */
const TEXT_IN_TURN = 50;
const CODES_IN_TURN = 30;
const SIMILAR_PROJECTS = 300;
/** The finest industries alone: the wider codes stand in half of all projects and cost the most to ask for. */
const TELLING_CODES = 2;
const FROM_PAST_DEALS = 200;
const FROM_SEGMENT = 200;
const FROM_ALIKE = 200;
const FROM_COMPANIONS = 60;
const FROM_DEALINGS = 200;
const BY_CHANCE = 5;

/** Investors whose declared profile speaks the project's words. */
const bm25: Generator<PreparedProject> = async (projects, _asOf, { search }) => {
  const queries = projects.map(({ facts }) => ({
    terms: projectQueries(facts).lexical,
    size: FROM_TEXT,
  }));
  return (await search.search('investors', queries)).map((hits) => hits.map((hit) => hit.id));
};

/** Investors that declare the project's industry and region. */
const industryAndRegion: Generator<PreparedProject> = async (projects, _asOf, { search }) => {
  const queries = projects.map(({ facts }) => ({
    terms: projectQueries(facts).codes,
    size: FROM_CODES,
  }));
  return (await search.search('investors', queries)).map((hits) => hits.map((hit) => hit.id));
};

/** Investors whose past deals look like this project: each project that reads like it votes for those who invested in it. */
const pastDeals: Generator<PreparedProject> = async (projects, asOf, { search, queries }) => {
  const similar = await search.search(
    'projects',
    projects.map(({ facts }) => {
      const { lexical, codes } = projectQueries(facts);
      return {
        terms: [...lexical, ...codes.slice(0, TELLING_CODES)],
        filters: audienceFacet(),
        excludeIds: [facts.id],
        size: SIMILAR_PROJECTS,
      };
    }),
  );
  const deals = await queries.query<{ project_id: string; investor_ids: string[] }>(
    `select project_id, array_agg(distinct investor_id) as investor_ids from matching.signal
     where deed and project_id = any($1::text[]) and occurred_at <= $2 group by project_id`,
    [[...new Set(similar.flat().map((hit) => hit.id))], asOf],
  );
  const investorsOf = new Map(deals.map((row) => [row.project_id, row.investor_ids]));
  return similar.map((hits) =>
    ranked(
      hits.flatMap((hit) =>
        (investorsOf.get(hit.id) ?? []).map((investor) => [investor, hit.score] as const),
      ),
      FROM_PAST_DEALS,
    ),
  );
};

/** Investors with the most deals in the project's industries, in its region and in its country, from each in turn. */
const segment: Generator<PreparedProject> = async (projects, asOf, { segments }) => {
  const wanted = [...new Set(projects.flatMap(({ facts }) => segmentsOf(facts)))];
  const busiest = await segments.busiest(wanted, asOf);
  return projects.map(({ facts }) =>
    interleave(
      segmentsOf(facts).map((name) => ({ name, ids: busiest.get(name) ?? [] })),
      FROM_SEGMENT,
    ).map(({ id }) => id),
  );
};

/** Those who have done most of what is like the project in all respects at once, among the market's latest deals. */
const alike: Generator<PreparedProject> = async (projects, asOf, { latest }) => {
  const market = await latest.asOf(asOf);
  return projects.map((project) => ranked([...investorsByLikeness(project, market)], FROM_ALIKE));
};

/** Investors that something has passed between and the project: people and signals made these leads, never an earlier ranking. */
const existing: Generator<PreparedProject> = async (projects, asOf, { queries }) => {
  const ids = projects.map(({ facts }) => facts.id);
  const rows = await queries.query<{ project_id: string; investor_id: string }>(
    `select project_id, investor_id from matching.signal where project_id = any($1::text[]) and occurred_at <= $2
     group by project_id, investor_id order by max(occurred_at) desc, investor_id`,
    [ids, asOf],
  );
  return ids.map((id) =>
    rows
      .filter((row) => row.project_id === id)
      .map((row) => row.investor_id)
      .slice(0, FROM_DEALINGS),
  );
};

/** Those who invested beside the project's investors, in their latest deals. */
const companions: Generator<PreparedProject> = async (projects, asOf, { queries }) => {
  const backers = [
    ...new Set(projects.flatMap((project) => project.backers.map((backer) => backer.investorId))),
  ];
  const rows = await queries.query<{ backer: string; investor_id: string; shared: number }>(
    `select backer, beside.investor_id, count(distinct beside.project_id)::int as shared
     from unnest($1::text[]) as backer,
       lateral (select project_id from matching.signal
                where investor_id = backer and deed and occurred_at <= $2 order by occurred_at desc, id limit 30) as held,
       lateral (select investor_id, project_id from matching.signal
                where project_id = held.project_id and deed and occurred_at <= $2 and investor_id <> backer) as beside
     group by backer, beside.investor_id`,
    [backers, asOf],
  );
  const beside = new Map<string, { investor_id: string; shared: number }[]>();
  for (const row of rows) beside.set(row.backer, [...(beside.get(row.backer) ?? []), row]);
  return projects.map((project) =>
    ranked(
      project.backers.flatMap(({ investorId }) =>
        (beside.get(investorId) ?? []).map((row) => [row.investor_id, row.shared] as const),
      ),
      FROM_COMPANIONS,
    ),
  );
};

/** A few that nothing speaks for, to learn from: drawn by a hash of the project and the day, so that they repeat. */
const chance: Generator<PreparedProject> = async (projects, asOf, { queries }) => {
  const day = asOf.toISOString().slice(0, 10);
  const rows = await queries.query<{ at: number; ids: string[] }>(
    `select at::int, array(select id from matching.party where kind = 'investor' and active and id > start order by id limit $2) as ids
     from unnest($1::text[]) with ordinality as given(start, at)`,
    [projects.map(({ facts }) => derivedId('inv', 'chance', facts.id, day)), BY_CHANCE],
  );
  const byPlace = new Map(rows.map((row) => [row.at, row.ids]));
  return projects.map((_project, at) => byPlace.get(at + 1) ?? []);
};

/** Whatever finds investors for a project that is not kept: nothing is learned from its matching, so none is drawn by chance. */
export const GIVEN_PROJECT_GENERATORS: readonly InvestorGenerator[] = [
  { name: 'existing', generate: existing },
  { name: 'bm25', generate: bm25, inTurn: TEXT_IN_TURN },
  { name: 'past-deals', generate: pastDeals },
  { name: 'industry-and-region', generate: industryAndRegion, inTurn: CODES_IN_TURN },
  { name: 'segment', generate: segment },
  { name: 'companions', generate: companions },
  { name: 'alike', generate: alike },
];

/** Whatever finds investors for a project; the order decides who comes first between equals. */
export const INVESTOR_GENERATORS: readonly InvestorGenerator[] = [
  ...GIVEN_PROJECT_GENERATORS,
  { name: 'chance', generate: chance },
];
