import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, NotFoundError, PreconditionFailedError, shown } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type LeadTask } from '../../lead-life';
import { type TaskRow, TASK_COLUMNS, toTask } from '../../store/life.row';
import { addEntry, findOwner, holdLife } from '../../store/life.store';
import { ChangeLeadTaskCommand } from './change-lead-task.command';

@CommandHandler(ChangeLeadTaskCommand)
export class ChangeLeadTaskHandler implements ICommandHandler<ChangeLeadTaskCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ leadId, taskId, by, revision, change }: ChangeLeadTaskCommand): Promise<LeadTask> {
    return this.unitOfWork.run(async (transaction) => {
      const life = await holdLife(transaction, leadId, undefined);
      const [row] = await transaction.query<TaskRow>(
        `select ${TASK_COLUMNS} from leads.lead_task where lead_id = $1 and id = $2`,
        [leadId, taskId],
      );
      if (row === undefined)
        throw new NotFoundError('LEAD_TASK_NOT_FOUND', `The lead has no task ${shown(taskId)}.`);
      const before = toTask(row);
      if (revision !== undefined && revision !== before.revision)
        throw new PreconditionFailedError(
          'REVISION_MOVED_ON',
          `The task is at revision ${before.revision}, not ${revision}: read it again.`,
        );
      const now = this.clock.now();
      const { ownerId, done } = change;
      const owner =
        ownerId === undefined
          ? before.owner
          : ownerId === null
            ? null
            : await findOwner(transaction, ownerId, 'ownerId');
      const doneAt = done === undefined ? before.doneAt : done ? (before.doneAt ?? now) : null;
      const [changed] = await transaction.query<TaskRow>(
        `update leads.lead_task set title = $2, due_on = $3, owner_id = $4, owner_name = $5, done_at = $6, revision = revision + 1
         where id = $1 returning ${TASK_COLUMNS}`,
        [
          ...[taskId, change.title ?? before.title, change.dueOn === undefined ? before.dueOn : change.dueOn],
          ...[owner?.id ?? null, owner?.name ?? null, doneAt],
        ],
      );
      if (changed === undefined) throw new Error('A task was not changed.');
      const kept = toTask(changed);
      const { id, title, dueOn } = kept;
      const data = { id, title, dueOn, owner, done: kept.doneAt !== null };
      await addEntry(transaction, life, { by, note: undefined, now }, 'task-changed', data);
      return kept;
    });
  }
}
