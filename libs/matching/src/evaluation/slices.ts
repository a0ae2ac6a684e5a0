import { type Answered } from './evaluate';
import { type Market } from './market';
import { type Query, type TaskName } from './tasks';

/** How one method did among those queries that have something in common. */
export interface Slice {
  readonly task: TaskName;
  /** By what the queries are told apart, such as `country`. */
  readonly by: string;
  readonly value: string;
  readonly queries: number;
  readonly method: string;
  readonly ndcg10: number;
  readonly r50: number;
}

/** The slices of one task answered, the largest of each kind first. */
export function slicesOf({ task, method, metrics }: Answered, market: Market): Slice[] {
  const kinds = task.ranks === 'investors' ? ofProjects(market) : ofInvestors(market);
  return Object.entries(kinds).flatMap(([by, valueOf]) => {
    const groups = new Map<string, { queries: number; ndcg10: number; r50: number }>();
    task.queries.forEach((query, at) => {
      const value = valueOf(query);
      const group = groups.get(value) ?? { queries: 0, ndcg10: 0, r50: 0 };
      group.queries += 1;
      group.ndcg10 += metrics[at]?.ndcg10 ?? 0;
      group.r50 += metrics[at]?.r50 ?? 0;
      groups.set(value, group);
    });
    return [...groups]
      .sort(([a, one], [b, other]) => other.queries - one.queries || (a < b ? -1 : 1))
      .map(([value, { queries, ndcg10, r50 }]) => ({
        task: task.name,
        by,
        value,
        queries,
        method,
        ndcg10: ndcg10 / queries,
        r50: r50 / queries,
      }));
  });
}

type Kinds = Readonly<Record<string, (query: Query) => string>>;

function ofProjects({ projects }: Market): Kinds {
  return {
    country: ({ subject }) => projects[subject]?.facts.place.country ?? UNKNOWN,
    industry: ({ subject }) => projects[subject]?.facts.industries.codes[0]?.slice(0, 3) ?? UNKNOWN,
    'ask, CNY': ({ subject }) => sizeBand(projects[subject]?.logCapex),
  };
}

function ofInvestors({ investors }: Market): Kinds {
  return {
    'home country': ({ subject }) => investors[subject]?.facts.home?.country ?? UNKNOWN,
    'projects held': ({ subject }) => heldBand(investors[subject]?.revealed?.counts.all ?? 0),
  };
}

const UNKNOWN = 'unknown';

function sizeBand(logCny: number | undefined): string {
  if (logCny === undefined) return UNKNOWN;
  return logCny < 7 ? 'under 10 million' : logCny < 8 ? '10 to 100 million' : '100 million and more';
}

function heldBand(projects: number): string {
  return projects < 10 ? 'under 10' : projects < 30 ? '10 to 29' : '30 and more';
}
