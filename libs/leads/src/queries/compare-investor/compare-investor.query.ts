import { Query } from '@nestjs/cqrs';
import { type Language, type LocalizedText } from '@bole/kernel';
import { type Explanation, type Scored } from '@bole/matching';
import { type NamedParty } from '../list-leads/list-leads.query';

/** A city's best project for the investor; of the acting city's own, one that is pinned for it comes first and a hidden one never. */
export interface BestOfCity {
  readonly project: NamedParty;
  /** Base and fit, in points: what cities are compared by. */
  readonly fit: number;
  /** The whole score, with its parts; of the acting city's own project alone. */
  readonly score: number | null;
  readonly parts: Scored['parts'];
  readonly reasons: Explanation;
}

export interface ComparedCity {
  readonly city: string;
  readonly names: LocalizedText;
  readonly own: boolean;
  /** Open projects that the acting city may see. */
  readonly openProjects: number;
  /** Null where no project that may be seen is found for the investor, or hard limits cut all that are. */
  readonly best: BestOfCity | null;
}

export interface ComparedInvestor {
  readonly investor: NamedParty;
  readonly asOf: string;
  readonly model: string;
  /** By fit of the best, best first; ties and cities without one by code. */
  readonly items: readonly ComparedCity[];
}

/**
 * One investor across the cities that share with the acting city: those of one cluster, or of all that it belongs to.
 * Throws NotFoundError for an investor that is unknown or withdrawn, and for a cluster that the city is no part of.
 */
export class CompareInvestorQuery extends Query<ComparedInvestor> {
  constructor(
    readonly investorId: string,
    readonly cluster: string | undefined,
    readonly language: Language,
  ) {
    super();
  }
}
