import { Command } from '@nestjs/cqrs';
import { type LeadTask, type LifeActor } from '../../lead-life';

/** Adds a task to a lead; anybody of the city may. Throws NotFoundError, InvalidInputError, ConflictError when there are too many. */
export class AddLeadTaskCommand extends Command<LeadTask> {
  constructor(
    readonly leadId: string,
    readonly by: LifeActor,
    readonly task: {
      readonly title: string;
      readonly dueOn?: string | null | undefined;
      readonly ownerId?: string | null | undefined;
    },
  ) {
    super();
  }
}
