import { type LocalizedText } from '@bole/kernel';
import { type Contribution, type Scored } from '@bole/matching';
import { type ListedLife } from '../life/lead-life';
import { LISTED_LIFE } from '../life/store/listed-life.sql';
import { MARK_COLUMNS, type MarkRow } from '../marks/lead-mark';

/** A row of matching.match. */
export interface MatchRow {
  readonly project_id: string;
  readonly investor_id: string;
  readonly lead_id: string;
  readonly score: number;
  readonly base: number;
  readonly fit: number;
  readonly intent: number;
  readonly relationship: number;
  readonly contributions: readonly Contribution[];
  readonly model: string;
  readonly for_project: boolean;
  readonly for_investor: boolean;
  readonly explored: boolean;
  readonly probability: number | null;
  readonly moved: readonly { readonly feature: string; readonly points: number }[];
}

/** A match with the names of its parties, its place among the project's, and what was decided about it. */
export interface NamedMatchRow extends MatchRow {
  readonly changed_at: Date;
  readonly rank: number | null;
  readonly mark: MarkRow | null;
  readonly life: ListedLife | null;
  readonly project_names: LocalizedText;
  readonly investor_names: LocalizedText;
}

/** Columns of `NamedMatchRow` besides those of the match, for rows called `match` that have their city. */
export const NAMED_MATCH = `
  (select facts -> 'names' from matching.facts where kind = 'project' and id = match.project_id) as project_names,
  (select facts -> 'names' from matching.facts where kind = 'investor' and id = match.investor_id) as investor_names,
  case when match.for_project then (
    select count(*)::int + 1 from matching.match as better
    where better.project_id = match.project_id and better.for_project and better.score >= match.score
      and (better.score > match.score or better.investor_id < match.investor_id)) end as rank,
  (select to_jsonb(decided) from (select ${MARK_COLUMNS} from leads.lead_mark as mark where mark.city = match.city
    and mark.project_id = match.project_id and mark.investor_id = match.investor_id) as decided) as mark,
  ${LISTED_LIFE} as life`;

export function toScored(row: MatchRow): Scored {
  return {
    projectId: row.project_id,
    investorId: row.investor_id,
    model: row.model,
    score: row.score,
    parts: partsOf(row),
    contributions: row.contributions,
  };
}

export function partsOf(row: MatchRow): Scored['parts'] {
  return { base: row.base, fit: row.fit, intent: row.intent, relationship: row.relationship };
}
