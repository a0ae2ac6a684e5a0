import { type Contribution, type Scored } from '@bole/matching';

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
  readonly moved: readonly { readonly feature: string; readonly points: number }[];
}

export function toScored(row: MatchRow): Scored {
  return {
    projectId: row.project_id,
    investorId: row.investor_id,
    model: row.model,
    score: row.score,
    parts: { base: row.base, fit: row.fit, intent: row.intent, relationship: row.relationship },
    contributions: row.contributions,
  };
}
