import { type Limit } from '@bole/matching';

/** What an officer decides about a lead: to have it on top, or out of sight. It wins over the model. */
export const MARKS = ['pinned', 'hidden'] as const;
export type Mark = (typeof MARKS)[number];

/** Which leads a list holds, by their marks: `shown` are all but the hidden ones. */
export const MARKS_ASKED = ['shown', 'pinned', 'hidden', 'all'] as const;
export type MarksAsked = (typeof MARKS_ASKED)[number];

/** Who decided. `city`: the project came from that city (GB/T 2260 code), and its marks along with it. */
export interface MarkAuthor {
  readonly kind: 'person' | 'key' | 'city';
  readonly id: string;
  readonly name: string;
}

export interface LeadMark {
  readonly kind: Mark;
  /** For officers; null for an expert adviser, and where there is none. */
  readonly note: string | null;
  readonly by: MarkAuthor;
  readonly at: string;
  /** Grows with every decision about this lead. */
  readonly revision: number;
}

/** Where a lead stands with its city's officers. */
export interface MarkedLead {
  readonly leadId: string;
  readonly projectId: string;
  readonly investorId: string;
  readonly mark: LeadMark | null;
  /** Of the last decision, a cleared mark among them; 0: there was none yet. */
  readonly revision: number;
}

/** A lead that is pinned and yet on no list: hard limits go before what is pinned. */
export interface CutPin extends MarkedLead {
  readonly limits: readonly Limit[];
}

/** Columns of a row of leads.lead_mark. */
export interface MarkRow {
  readonly lead_id: string;
  readonly project_id: string;
  readonly investor_id: string;
  readonly mark: Mark | null;
  readonly note: string | null;
  readonly by_kind: MarkAuthor['kind'];
  readonly by_id: string;
  readonly by_name: string;
  /** An instant; a text where it comes out of JSON. */
  readonly at: Date | string;
  /** A bigint comes as a text, out of JSON as a number. */
  readonly revision: string | number;
}

/** SQL of the columns of `MarkRow`, of rows called `mark`. Notes are for officers: an adviser works on what was shown to it. */
export const MARK_COLUMNS = `mark.lead_id, mark.project_id, mark.investor_id, mark.mark,
  case when (select access.acting_projects()) is null then mark.note end as note,
  mark.by_kind, mark.by_id, mark.by_name, mark.at, mark.revision`;

export function toMark(row: MarkRow): LeadMark | null {
  if (row.mark === null) return null;
  return {
    kind: row.mark,
    note: row.note,
    by: { kind: row.by_kind, id: row.by_id, name: row.by_name },
    at: new Date(row.at).toISOString(),
    revision: Number(row.revision),
  };
}

export function toMarkedLead(row: MarkRow): MarkedLead {
  return {
    leadId: row.lead_id,
    projectId: row.project_id,
    investorId: row.investor_id,
    mark: toMark(row),
    revision: Number(row.revision),
  };
}
