import { type Transaction } from '@bole/persistence';
import { NO_CITY } from '@bole/taxonomy';
import { type Match } from '../lead';
import { type Mark } from '../marks/lead-mark';
import { type MatchRow } from '../store/match.row';
import { type LeadChange } from './lead-change';

export type TouchedPair = Pick<
  MatchRow,
  'project_id' | 'investor_id' | 'lead_id' | 'score' | 'for_project' | 'for_investor'
>;

/** What a statement that touches pairs returns of them. */
export const TOUCHED = ['project_id', 'investor_id', 'lead_id', 'score', 'for_project', 'for_investor']
  .map((column) => `match.${column}`)
  .join(', ');

/**
 * Gathers what one transaction does to pairs, for the feed. A pair that it touches more than once is told once: from what
 * it was before the transaction to what it is after.
 */
export class PairChanges {
  private readonly ofProjects = new Map<string, Map<string, LeadChange>>();

  /** The pair is as `row` says now. `was` is its score before, or null where there was no such pair. */
  wrote(row: TouchedPair, was: number | null, moved: Match['moved']): void {
    this.add(row, { ...lead(row), was, moved });
  }

  /** One side no longer lists it. */
  unlisted(rows: readonly TouchedPair[]): void {
    for (const row of rows) this.add(row, { ...lead(row), was: row.score, moved: [] });
  }

  /** `rows` as they were. */
  deleted(rows: readonly TouchedPair[]): void {
    for (const row of rows)
      this.add(row, {
        ...lead(row),
        was: row.score,
        moved: [],
        forProject: false,
        forInvestor: false,
        gone: true,
      });
  }

  /** Writes one row of the feed per project. Returns the cities that they belong to. */
  async record(transaction: Transaction, now: Date): Promise<string[]> {
    if (this.ofProjects.size === 0) return [];
    const rows = [...this.ofProjects].map(([projectId, changes]) => ({
      project_id: projectId,
      changes: [...changes.values()],
    }));
    const written = await transaction.query<{ city: string }>(
      `insert into matching.lead_change (city, project_id, changes, at)
       select coalesce(party.city, '${NO_CITY}'), project_id, changes, $2
       from jsonb_to_recordset($1::jsonb) as given(project_id text, changes jsonb)
         left join matching.party on party.kind = 'project' and party.id = project_id
       order by project_id
       returning city`,
      [JSON.stringify(rows), now],
    );
    return [...new Set(written.map(({ city }) => city))];
  }

  private add(row: TouchedPair, change: LeadChange): void {
    const ofProject = this.ofProjects.get(row.project_id) ?? new Map<string, LeadChange>();
    this.ofProjects.set(row.project_id, ofProject);
    const earlier = ofProject.get(row.investor_id);
    ofProject.set(
      row.investor_id,
      earlier === undefined ? change : { ...change, was: earlier.was, moved: earlier.moved },
    );
  }
}

/** An officer pinned or hid the pair, or cleared what was decided. */
export function markedChange(row: TouchedPair, mark: Mark | null): LeadChange {
  return { ...lead(row), was: row.score, moved: [], mark };
}

function lead(
  row: TouchedPair,
): Pick<LeadChange, 'leadId' | 'investorId' | 'score' | 'forProject' | 'forInvestor'> {
  return {
    leadId: row.lead_id,
    investorId: row.investor_id,
    score: row.score,
    forProject: row.for_project,
    forInvestor: row.for_investor,
  };
}
