import { Command } from '@nestjs/cqrs';
import { type Deciding } from '../../lead-decisions';
import { type LeadLife } from '../../lead-life';

/** Says who has a lead, what it is called, what comes next; what is undefined stays, null takes it away. Throws as `LeadDecisions.make` does, ConflictError for a code name that is taken, InvalidInputError. */
export class ChangeLeadCommand extends Command<LeadLife> {
  constructor(
    readonly deciding: Deciding,
    readonly change: {
      readonly ownerId?: string | null | undefined;
      readonly codeName?: string | null | undefined;
      readonly nextStep?: LeadLife['nextStep'] | undefined;
    },
  ) {
    super();
  }
}
