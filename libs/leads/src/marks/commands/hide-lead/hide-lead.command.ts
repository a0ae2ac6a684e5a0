import { Command } from '@nestjs/cqrs';
import { type MarkAuthor, type MarkedLead } from '../../lead-mark';

/**
 * Hides a lead of the acting city: lists leave it out unless hidden ones are asked for, and it takes no place of any. Takes
 * the place of an earlier decision. Throws NotFoundError, PreconditionFailedError.
 */
export class HideLeadCommand extends Command<MarkedLead> {
  constructor(
    readonly by: MarkAuthor,
    readonly leadId: string,
    readonly note: string | null,
    readonly revision: number | undefined,
  ) {
    super();
  }
}
