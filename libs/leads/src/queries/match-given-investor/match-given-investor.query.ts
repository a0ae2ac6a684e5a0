import { Query } from '@nestjs/cqrs';
import {
  type FundingStage,
  type Money,
  type ProjectProfile,
  type SharedInvestorProfile,
} from '@bole/contracts';
import { type Language } from '@bole/kernel';
import { type DeedKind } from '@bole/matching';
import { type ExplainedMatch, type ExplainedMatches } from '../../on-demand/explain-matched';

/** A deal that an investor is said to have made: in a project that Bole keeps and the asker may see, or in one that is described. */
export interface GivenDeal {
  readonly project: { readonly id: string } | { readonly profile: ProjectProfile };
  readonly kind: DeedKind;
  readonly occurredAt: Date;
  readonly fundingStage?: FundingStage | undefined;
  /** Of the whole deal. */
  readonly amount?: Money | undefined;
}

export interface MatchedProject extends ExplainedMatch {
  readonly city: string;
  /** Of the acting city: ranked by the whole score. */
  readonly own: boolean;
}

export interface MatchedProjects extends ExplainedMatches {
  readonly matches: readonly MatchedProject[];
}

/**
 * Ranks the projects that the asker may see for an investor that is not kept, as of now or of an instant, and keeps
 * nothing. Projects of other cities are ranked by fit alone. Throws InvalidInputError for a deal in an unknown project.
 */
export class MatchGivenInvestorQuery extends Query<MatchedProjects> {
  constructor(
    readonly profile: SharedInvestorProfile,
    readonly deals: readonly GivenDeal[],
    readonly asOf: Date | undefined,
    readonly limit: number,
    readonly language: Language,
  ) {
    super();
  }
}
