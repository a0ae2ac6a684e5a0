import { Query } from '@nestjs/cqrs';
import { type LeadEntry } from '../../lead-life';

export interface LeadHistory {
  readonly items: readonly LeadEntry[];
  readonly next: string | null;
}

/** All that was decided and noted about a lead, the newest first. Throws NotFoundError. */
export class ListLeadHistoryQuery extends Query<LeadHistory> {
  constructor(
    readonly leadId: string,
    readonly limit: number,
    readonly cursor: string | undefined,
  ) {
    super();
  }
}
