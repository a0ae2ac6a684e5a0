import { Command } from '@nestjs/cqrs';
import { type LeadLife, type LifeActor } from '../../lead-life';

/** Writes into the history of a lead; anybody of the city may. Throws NotFoundError. */
export class AddLeadNoteCommand extends Command<LeadLife> {
  constructor(
    readonly leadId: string,
    readonly by: LifeActor,
    readonly note: string,
  ) {
    super();
  }
}
