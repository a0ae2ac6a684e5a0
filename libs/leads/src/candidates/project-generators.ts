import { investorQueries, type PreparedInvestor } from '@bole/matching';
import { derivedId } from '@bole/kernel';
import { audienceFacet } from '@bole/persistence';
import { type Generator, type ProjectGenerator } from './generator';

const FROM_TEXT = 200;
const FROM_CODES = 120;
const FROM_DEALINGS = 200;
const FROM_COMPANIONS = 80;
const BY_CHANCE = 5;

/** Projects that speak the words of what the investor declares and of what it has invested in. */
const bm25: Generator<PreparedInvestor> = async (investors, _asOf, { search }) => {
  const queries = investors.map((investor) => ({
    terms: investorQueries(investor).lexical,
    filters: { ...OPEN, ...audienceFacet() },
    size: FROM_TEXT,
  }));
  return (await search.search('projects', queries)).map((hits) => hits.map((hit) => hit.id));
};

/** Projects in the industries and regions that the investor declares or has invested in. */
const industryAndRegion: Generator<PreparedInvestor> = async (investors, _asOf, { search }) => {
  const queries = investors.map((investor) => ({
    terms: investorQueries(investor).codes,
    filters: { ...OPEN, ...audienceFacet() },
    size: FROM_CODES,
  }));
  return (await search.search('projects', queries)).map((hits) => hits.map((hit) => hit.id));
};

/** Projects that something has passed between and the investor. */
const existing: Generator<PreparedInvestor> = async (investors, asOf, { queries }) => {
  const ids = investors.map(({ facts }) => facts.id);
  const rows = await queries.query<{ investor_id: string; project_id: string }>(
    `select investor_id, project_id from matching.signal
     where investor_id = any($1::text[]) and project_id is not null and occurred_at <= $2
     group by investor_id, project_id order by max(occurred_at) desc, project_id`,
    [ids, asOf],
  );
  return ids.map((id) =>
    rows
      .filter((row) => row.investor_id === id)
      .map((row) => row.project_id)
      .slice(0, FROM_DEALINGS),
  );
};

/** What those who invested beside the investor took up last. */
const companions: Generator<PreparedInvestor> = async (investors, asOf, { queries }) => {
  const rows = await queries.query<{ at: number; ids: string[] }>(
    `select at::int, array(
       select taken.project_id
       from (select distinct beside.investor_id from (
               select project_id from matching.signal
               where investor_id = given.id and deed and occurred_at <= $2 order by occurred_at desc, id limit 30) as held
             join matching.signal as beside on beside.project_id = held.project_id
             where beside.deed and beside.occurred_at <= $2 and beside.investor_id <> given.id
             order by beside.investor_id limit 200) as companion,
         lateral (select project_id, occurred_at from matching.signal
                  where investor_id = companion.investor_id and deed and occurred_at <= $2
                  order by occurred_at desc, id limit 10) as taken
       group by taken.project_id
       order by count(*) desc, max(taken.occurred_at) desc, taken.project_id limit $3) as ids
     from unnest($1::text[]) with ordinality as given(id, at)`,
    [investors.map(({ facts }) => facts.id), asOf, FROM_COMPANIONS],
  );
  const byPlace = new Map(rows.map((row) => [row.at, row.ids]));
  return investors.map((_investor, at) => byPlace.get(at + 1) ?? []);
};

/** A few that nothing speaks for, drawn by a hash of the investor and the day. */
const chance: Generator<PreparedInvestor> = async (investors, asOf, { queries }) => {
  const day = asOf.toISOString().slice(0, 10);
  const rows = await queries.query<{ at: number; ids: string[] }>(
    `select at::int, array(select id from matching.party where kind = 'project' and active and id > start order by id limit $2) as ids
     from unnest($1::text[]) with ordinality as given(start, at)`,
    [investors.map(({ facts }) => derivedId('prj', 'chance', facts.id, day)), BY_CHANCE],
  );
  const byPlace = new Map(rows.map((row) => [row.at, row.ids]));
  return investors.map((_investor, at) => byPlace.get(at + 1) ?? []);
};

const OPEN = { status: ['open'] };

/** Whatever finds projects for an investor that is not kept: there is nothing to learn from its matching, so none is drawn by chance. */
export const GIVEN_INVESTOR_GENERATORS: readonly ProjectGenerator[] = [
  { name: 'existing', generate: existing },
  { name: 'bm25', generate: bm25 },
  { name: 'industry-and-region', generate: industryAndRegion },
  { name: 'companions', generate: companions },
];

/** Whatever finds projects for an investor. */
export const PROJECT_GENERATORS: readonly ProjectGenerator[] = [
  ...GIVEN_INVESTOR_GENERATORS,
  { name: 'chance', generate: chance },
];
