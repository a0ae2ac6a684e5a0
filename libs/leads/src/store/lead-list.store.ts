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
import { type MarksAsked } from '../marks/lead-mark';
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

type SortedRow = NamedMatchRow & {
  readonly pinned: boolean;
  readonly sort_key: string | number;
  readonly tie: string;
};

/**
 * One page of leads in one statement, pinned ones first. Row-level security cuts it to the acting city; no condition here
 * does.
 */
export async function listLeads(
  queries: Pick<UnitOfWork, 'query'>,
  request: LeadListRequest,
): Promise<LeadRows> {
  const placeholders = new Placeholders();
  const keyset = keysetOf(request);
  const byTime = keyset.column === TIME;
  const at = request.cursor === undefined ? undefined : readCursor(request.cursor, byTime);
  const filter = leadConditions(request.filter, placeholders);
  const since = at === undefined ? [] : unchangedSince(at.began, placeholders);
  const limit = placeholders.add(request.limit + 1);
  const columns = `lead_id, project_id, investor_id, city, score, base, fit, intent, relationship, model, for_project,
    for_investor, explored, probability, changed_at, ${request.contributions ? 'contributions, moved' : `'[]'::jsonb as contributions, '[]'::jsonb as moved`}`;
  /** Those of one kind that come after the page before; none where that had come to the other kind already. */
  const part = (pinned: boolean): string[] => {
    if (pinned && at?.pinned === false) return [];
    const after =
      at?.pinned === pinned ? [comesAfter(keyset, placeholders.add(at.key), placeholders.add(at.tie))] : [];
    const conditions = [
      pinned ? IS_PINNED : IS_NOT_PINNED,
      ...listedBy(request, pinned),
      ...filter,
      ...since,
      ...after,
    ];
    return [
      `(select ${columns}, ${pinned} as pinned from matching.match where ${conditions.join(' and ')}
        order by ${orderBy(keyset)} limit ${limit})`,
    ];
  };
  // The page is cut before anything is looked up for it: a join would have the planner begin with all parties. And it is
  // read in two parts, for no index has the pinned ones first.
  const rows = await queries.query<SortedRow>(
    `with found as (${[...part(true), ...part(false)].join(' union all ')}),
       page as materialized (select * from found as match order by pinned desc, ${orderBy(keyset)} limit ${limit})
     select match.*, ${NAMED_MATCH}, ${byTime ? instantText(TIME) : keyset.column} as sort_key, ${keyset.id} as tie
     from page as match order by pinned desc, ${orderBy(keyset)}`,
    placeholders.values,
  );
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  const more = rows.length > request.limit && last !== undefined;
  const began = at?.began ?? request.now.toISOString();
  const next = more ? encodeCursor([last.pinned ? 1 : 0, last.sort_key, last.tie, began]) : null;
  return { rows: page, next };
}

/** SQL that a lead's mark is as `condition` says: by a list of ids, for which an index of the leads serves. */
const isMarked = (condition: string): string =>
  `match.lead_id = any (array(select mark.lead_id from leads.lead_mark as mark where ${condition}))`;

/** SQL that it is not: by a hash of the ids, looked up for each lead, so that they still come in an index's order. */
const isNotMarked = (condition: string): string =>
  `match.lead_id not in (select mark.lead_id from leads.lead_mark as mark where ${condition})`;

const PINNED = `mark.mark = 'pinned'`;
const HIDDEN = `mark.mark = 'hidden'`;
const IS_PINNED = isMarked(PINNED);
const IS_NOT_PINNED = isNotMarked(PINNED);

/** SQL of the pinned leads, called `match`, and of the rest: whoever reads all of one and then of the other has pinned ones first. */
export const PINNED_THEN_REST = [IS_PINNED, IS_NOT_PINNED] as const;

/** A pinned lead is on every list of its parties; a hidden one on none, so that whoever asks for hidden ones means those too. */
function listedBy({ listedBy: side, filter }: LeadListRequest, pinned: boolean): string[] {
  if (side === undefined || pinned) return [];
  const withHidden = filter.marks === 'hidden' || filter.marks === 'all';
  return [withHidden ? `(match.for_${side} or ${isMarked(HIDDEN)})` : `match.for_${side}`];
}

/** What changed after the first page was read, or was decided about, is left out: it may stand elsewhere by now. */
function unchangedSince(began: string, placeholders: Placeholders): string[] {
  const instant = `${placeholders.add(began)}::timestamptz`;
  return [`match.changed_at <= ${instant}`, isNotMarked(`mark.at > ${instant}`)];
}

/** By what marks a list is cut. */
function byMarks(asked: MarksAsked): string[] {
  switch (asked) {
    case 'shown':
      return [isNotMarked(HIDDEN)];
    case 'pinned':
      return [IS_PINNED];
    case 'hidden':
      return [isMarked(HIDDEN)];
    case 'all':
      return [];
  }
}

/** SQL that people have carried a lead as `condition` says. */
const ofLives = (condition: string): string =>
  `match.lead_id = any (array(select lead.lead_id from leads.lead where ${condition}))`;

/** A lead that nobody has decided about is introduced. */
function byStage(stage: LeadFilter['stage'], placeholders: Placeholders): string[] {
  if (stage === undefined) return [];
  if (stage !== 'introduced') return [ofLives(`lead.stage = ${placeholders.add(stage)}`)];
  return [`match.lead_id not in (select lead.lead_id from leads.lead where lead.stage <> 'introduced')`];
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

interface Place {
  readonly pinned: boolean;
  readonly key: string | number;
  readonly tie: string;
  /** When the first page was read. */
  readonly began: string;
}

function readCursor(cursor: string, byTime: boolean): Place {
  const [pinned, key, tie, began] = byTime
    ? decodeCursor(cursor, ['integer', 'instant', 'text', 'instant'])
    : decodeCursor(cursor, ['integer', 'number', 'text', 'instant']);
  return { pinned: pinned === 1, key, tie, began };
}

/** The conditions of a filter on a lead called `match`. */
export function leadConditions(filter: LeadFilter, placeholders: Placeholders): string[] {
  // Facts hold what profiles mean by their codes, so that the code alone is looked up there; what is no code is refused.
  if (filter.industry !== undefined) askedIndustry(filter.industry);
  const equal = (column: string, value: string | undefined) =>
    value === undefined ? [] : [`${column} = ${placeholders.add(value)}`];
  const atLeast = (column: string, value: number | undefined) =>
    value === undefined ? [] : [`${column} >= ${placeholders.add(value)}`];
  return [
    ...equal('match.project_id', filter.projectId),
    ...equal('match.investor_id', filter.investorId),
    ...equal('match.model', filter.model),
    ...atLeast('match.score', filter.minScore),
    ...atLeast('match.fit', filter.minFit),
    ...atLeast('match.intent', filter.minIntent),
    ...atLeast('match.relationship', filter.minRelationship),
    ...changedSince(filter.changedSince, placeholders),
    ...byMarks(filter.marks ?? 'shown'),
    ...byStage(filter.stage, placeholders),
    ...(filter.owner === undefined ? [] : [ofLives(`lead.owner_id = ${placeholders.add(filter.owner)}`)]),
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

/** What was decided about a lead changes it as well. */
function changedSince(instant: Date | undefined, placeholders: Placeholders): string[] {
  if (instant === undefined) return [];
  const since = `${placeholders.add(instant)}::timestamptz`;
  const decided = [isMarked(`mark.at >= ${since}`), ofLives(`lead.changed_at >= ${since}`)];
  return [`(match.changed_at >= ${since} or ${decided.join(' or ')})`];
}
