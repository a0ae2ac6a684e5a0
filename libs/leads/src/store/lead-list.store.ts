import { decodeCursor, encodeCursor } from '@bole/kernel';
import {
  comesAfter,
  instantText,
  type Keyset,
  orderBy,
  Placeholders,
  type UnitOfWork,
} from '@bole/persistence';
import { askedIndustry } from '@bole/taxonomy';
import { type LeadFilter, type LeadSort } from '../queries/list-leads/list-leads.query';
import { NAMED_MATCH, type NamedMatchRow } from './match.row';

export interface LeadListRequest {
  readonly filter: LeadFilter;
  readonly sort: LeadSort;
  /** Leaves leads out that are not on this side's own list. */
  readonly listedBy?: 'project' | 'investor';
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly now: Date;
  /** Also what the reasons are made of. */
  readonly contributions: boolean;
}

export interface LeadRows {
  readonly rows: readonly NamedMatchRow[];
  readonly next: string | null;
}

type SortedRow = NamedMatchRow & { readonly sort_key: string | number; readonly tie: string };

/** One page of leads in one statement. Row-level security cuts it to the acting city; no condition here does. */
export async function listLeads(
  queries: Pick<UnitOfWork, 'query'>,
  request: LeadListRequest,
): Promise<LeadRows> {
  const placeholders = new Placeholders();
  const keyset = keysetOf(request);
  const byTime = keyset.column === TIME;
  const at = request.cursor === undefined ? undefined : readCursor(request.cursor, byTime);
  const conditions = [
    ...(request.listedBy === undefined ? [] : [`match.for_${request.listedBy}`]),
    ...leadConditions(request.filter, placeholders),
    ...(at === undefined
      ? []
      : [
          comesAfter(keyset, placeholders.add(at.key), placeholders.add(at.tie)),
          `match.changed_at <= ${placeholders.add(at.began)}`,
        ]),
  ];
  // The page is cut before anything is looked up for it: a join would have the planner begin with all parties.
  const rows = await queries.query<SortedRow>(
    `with page as materialized (
       select lead_id, project_id, investor_id, score, base, fit, intent, relationship, model, for_project, for_investor,
         changed_at, ${request.contributions ? 'contributions, moved' : `'[]'::jsonb as contributions, '[]'::jsonb as moved`}
       from matching.match ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
       order by ${orderBy(keyset)} limit ${placeholders.add(request.limit + 1)})
     select match.*, ${NAMED_MATCH}, ${byTime ? instantText(TIME) : keyset.column} as sort_key, ${keyset.id} as tie
     from page as match order by ${orderBy(keyset)}`,
    placeholders.values,
  );
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  const more = rows.length > request.limit && last !== undefined;
  const since = at?.began ?? request.now.toISOString();
  return { rows: page, next: more ? encodeCursor([last.sort_key, last.tie, since]) : null };
}

const TIME = 'match.changed_at';

/** Ties go by the id that the list of one party is ranked by; else as the index has them. */
function keysetOf({ sort, listedBy }: LeadListRequest): Keyset {
  const descending = sort.startsWith('-');
  const column = sort.endsWith('changedAt') ? TIME : 'match.score';
  if (listedBy !== undefined)
    return { column, descending, id: `match.${otherOf(listedBy)}_id`, idDescending: false };
  return { column, descending, id: 'match.lead_id', idDescending: !descending };
}

function otherOf(party: 'project' | 'investor'): 'project' | 'investor' {
  return party === 'project' ? 'investor' : 'project';
}

function readCursor(cursor: string, byTime: boolean): { key: string | number; tie: string; began: string } {
  const [key, tie, began] = byTime
    ? decodeCursor(cursor, ['instant', 'text', 'instant'])
    : decodeCursor(cursor, ['number', 'text', 'instant']);
  return { key, tie, began };
}

/** The conditions of a filter on a lead called `match`. */
export function leadConditions(filter: LeadFilter, placeholders: Placeholders): string[] {
  // Facts hold what profiles mean by their codes, so that the code alone is looked up there; what is no code is refused.
  if (filter.industry !== undefined) askedIndustry(filter.industry);
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? [] : [`${column} = ${placeholders.add(value)}`];
  const atLeast = (column: string, value: number | Date | undefined) =>
    value === undefined ? [] : [`${column} >= ${placeholders.add(value)}`];
  return [
    ...equal('match.project_id', filter.projectId),
    ...equal('match.investor_id', filter.investorId),
    ...equal('match.model', filter.model),
    ...atLeast('match.score', filter.minScore),
    ...atLeast('match.fit', filter.minFit),
    ...atLeast('match.intent', filter.minIntent),
    ...atLeast('match.relationship', filter.minRelationship),
    ...atLeast('match.changed_at', filter.changedSince),
    ...(filter.among === undefined
      ? []
      : [
          `(match.project_id = any(${placeholders.add(filter.among.projects)}::text[])
            or match.investor_id = any(${placeholders.add(filter.among.investors)}::text[]))`,
        ]),
    ...(filter.industry === undefined
      ? []
      : [
          // Found once, among the city's own: looked up for each lead, it would take seconds where few have it.
          `match.project_id = any(array(
             select id from matching.facts where kind = 'project' and city = (select access.acting_city())
               and facts -> 'industries' -> 'grains' ? ${placeholders.add(filter.industry)}))`,
        ]),
  ];
}
