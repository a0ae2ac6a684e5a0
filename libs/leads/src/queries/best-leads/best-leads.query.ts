import { Query } from '@nestjs/cqrs';
import { type LocalizedText } from '@bole/kernel';
import { type LocalizedReason } from '@bole/matching';

export interface BestLead {
  readonly leadId: string;
  readonly projectId: string;
  readonly investorId: string;
  /** The city that the project, and so the lead, belongs to. */
  readonly city: string;
  readonly projectNames: LocalizedText;
  readonly investorNames: LocalizedText;
  readonly score: number;
  /** Strongest first, for and against. */
  readonly reasons: readonly LocalizedReason[];
}

/** The leads with the highest scores over all projects, one per project; pinned ones first, without hidden ones. */
export class BestLeadsQuery extends Query<readonly BestLead[]> {
  constructor(readonly limit: number) {
    super();
  }
}
