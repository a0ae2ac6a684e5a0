import { type LeadStage } from '@bole/contracts';
import { Query } from '@nestjs/cqrs';

export interface BoardColumn {
  readonly stage: LeadStage;
  readonly open: number;
  readonly paused: number;
  readonly lost: number;
  /** What was signed in those that are open, at reference rates; null for nothing. */
  readonly amountCny: number | null;
  /** Open ones whose next step was due before today. */
  readonly overdue: number;
}

/** How many leads stand where, of the acting city or of one owner. Leads that nobody has decided about are not counted. */
export class GetBoardQuery extends Query<readonly BoardColumn[]> {
  constructor(readonly ownerId: string | undefined) {
    super();
  }
}
