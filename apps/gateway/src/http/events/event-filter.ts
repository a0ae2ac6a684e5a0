import { type ActingScope } from '@bole/persistence';
import { type LeadChange, type ProjectChange } from '@bole/leads';

/** What a listener asked for. */
export interface EventFilter {
  readonly project?: string | undefined;
  readonly investor?: string | undefined;
  /** Leads whose score is at least this, or was before. */
  readonly minScore?: number | undefined;
}

/** The rule of the database (the policy of matching.lead_change), for rows that were read once for a whole city. */
export function sees(scope: ActingScope, { city, projectId }: ProjectChange): boolean {
  return city === scope.city && (scope.projects === undefined || scope.projects.includes(projectId));
}

/** The part of a change that was asked for: itself when that is all of it, undefined when nothing. */
export function narrowed(change: ProjectChange, filter: EventFilter): ProjectChange | undefined {
  if (filter.project !== undefined && filter.project !== change.projectId) return undefined;
  if (filter.investor === undefined && filter.minScore === undefined) return change;
  const changes = change.changes.filter((lead) => wanted(lead, filter));
  if (changes.length === change.changes.length) return change;
  return changes.length === 0 ? undefined : { ...change, changes };
}

function wanted({ investorId, score, was }: LeadChange, { investor, minScore }: EventFilter): boolean {
  if (investor !== undefined && investor !== investorId) return false;
  return minScore === undefined || Math.max(score, was ?? score) >= minScore;
}
