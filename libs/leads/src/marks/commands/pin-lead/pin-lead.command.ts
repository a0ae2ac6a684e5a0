import { Command } from '@nestjs/cqrs';
import { type MarkAuthor, type MarkedLead } from '../../lead-mark';

/**
 * Pins a lead of the acting city: it stands on top of every list, also when the model would drop it; a hard limit alone cuts
 * it. Takes the place of an earlier decision. Throws NotFoundError, PreconditionFailedError.
 */
export class PinLeadCommand extends Command<MarkedLead> {
  constructor(
    readonly by: MarkAuthor,
    readonly leadId: string,
    readonly note: string | null,
    readonly revision: number | undefined,
  ) {
    super();
  }
}
