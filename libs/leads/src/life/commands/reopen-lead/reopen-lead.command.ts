import { Command } from '@nestjs/cqrs';
import { type Deciding } from '../../lead-decisions';
import { type LeadLife } from '../../lead-life';

/** Takes up a lead that was paused or given up, at the stage where it was. Throws as `LeadDecisions.make` does, ConflictError for one that is open. */
export class ReopenLeadCommand extends Command<LeadLife> {
  constructor(readonly deciding: Deciding) {
    super();
  }
}
