import { Command } from '@nestjs/cqrs';
import { type LeadTask, type LifeActor } from '../../lead-life';

/** Changes a task, or says that it is done; what is undefined stays. Throws NotFoundError, InvalidInputError, PreconditionFailedError. */
export class ChangeLeadTaskCommand extends Command<LeadTask> {
  constructor(
    readonly leadId: string,
    readonly taskId: string,
    readonly by: LifeActor,
    readonly revision: number | undefined,
    readonly change: {
      readonly title?: string | undefined;
      readonly dueOn?: string | null | undefined;
      readonly ownerId?: string | null | undefined;
      readonly done?: boolean | undefined;
    },
  ) {
    super();
  }
}
