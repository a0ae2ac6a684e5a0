import { type Clock, endOfDay, type Language } from '@bole/kernel';
import { explain, type Explanation, type Pair } from '@bole/matching';
import { exploredText } from '../exploration/explored.text';
import { type RecordLoader } from '../loader/record.loader';
import { type ModelSource } from '../models/city-models';
import { type MatchRow, toScored } from '../store/match.row';

export const REASONS_DEPTHS = ['none', 'short', 'full'] as const;
/** `short`: the three that weigh most, for or against; `none` loads nothing. */
export type ReasonsDepth = (typeof REASONS_DEPTHS)[number];

/** Why a lead has its score, strongest first. All of them and the base add up to it. */
export interface LeadReasons extends Explanation {
  /** How it came onto the project's list, where that was not by its rank. */
  readonly listed?: string;
}

const STRONGEST = 3;

/** Puts the reasons of kept leads into words, from what both parties are now. */
export class ReasonWriter {
  constructor(
    private readonly loader: RecordLoader,
    private readonly clock: Clock,
    private readonly models: ModelSource,
  ) {}

  /** By lead. A party that is closed or withdrawn since has no words any more: its leads are on their way out. */
  async write(
    rows: readonly MatchRow[],
    depth: ReasonsDepth,
    language: Language,
  ): Promise<Map<string, LeadReasons>> {
    if (depth === 'none') return new Map();
    const pairs = await this.pairsOf(rows);
    return new Map(
      rows.flatMap((row) => {
        const pair = pairs.get(row.lead_id);
        if (pair === undefined) return [];
        const most = depth === 'short' ? STRONGEST : undefined;
        return [
          [
            row.lead_id,
            { ...explain(toScored(row), pair, language, most), ...listedBy(row, language) },
          ] as const,
        ];
      }),
    );
  }

  private async pairsOf(rows: readonly MatchRow[]): Promise<Map<string, Pair>> {
    const asOf = endOfDay(this.clock.now());
    const ids = (of: (row: MatchRow) => string) => [...new Set(rows.map(of))];
    const investors = await this.loader.investors(
      ids((row) => row.investor_id),
      asOf,
    );
    const projects = await this.loader.projects(
      ids((row) => row.project_id),
      asOf,
      await this.models.now(),
    );
    return new Map(
      rows.flatMap((row) => {
        const investor = investors.get(row.investor_id);
        const project = projects.get(row.project_id);
        return investor === undefined || project === undefined
          ? []
          : [[row.lead_id, { investor, project }] as const];
      }),
    );
  }
}

function listedBy({ explored, probability }: MatchRow, language: Language): Pick<LeadReasons, 'listed'> {
  return explored && probability !== null ? { listed: exploredText(probability)[language] } : {};
}
