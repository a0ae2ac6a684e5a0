import { Command } from '@nestjs/cqrs';
import { type Deciding } from '../../lead-decisions';
import { type LeadLife, type LossReason } from '../../lead-life';

/** Gives a lead up. Throws as `LeadDecisions.make` does, ConflictError for one that is given up already, InvalidInputError. */
export class LoseLeadCommand extends Command<LeadLife> {
  constructor(
    readonly deciding: Deciding,
    readonly reason: LossReason,
  ) {
    super();
  }
}
