import { Command } from '@nestjs/cqrs';
import { type Deciding } from '../../lead-decisions';
import { type LeadLife, type PauseReason } from '../../lead-life';

/** Lets a lead rest until a day. Throws as `LeadDecisions.make` does, ConflictError for one that is not open, InvalidInputError. */
export class PauseLeadCommand extends Command<LeadLife> {
  constructor(
    readonly deciding: Deciding,
    readonly reason: PauseReason,
    /** A day of the city. */
    readonly resumeOn: string,
  ) {
    super();
  }
}
