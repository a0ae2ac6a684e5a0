import { Command } from '@nestjs/cqrs';
import { type MarkAuthor, type MarkedLead } from '../../lead-mark';

/** Leaves a lead to the model again; one that bears no mark stays as it is. Throws NotFoundError, PreconditionFailedError. */
export class ClearMarkCommand extends Command<MarkedLead> {
  constructor(
    readonly by: MarkAuthor,
    readonly leadId: string,
    readonly revision: number | undefined,
  ) {
    super();
  }
}
