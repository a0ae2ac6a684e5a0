import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, ConflictError, type Ids } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { type LeadTask } from '../../lead-life';
import { type TaskRow, TASK_COLUMNS, toTask } from '../../store/life.row';
import { addEntry, findOwner, holdLife, keepAtAll } from '../../store/life.store';
import { AddLeadTaskCommand } from './add-lead-task.command';

const MOST_OPEN = 100;

@CommandHandler(AddLeadTaskCommand)
export class AddLeadTaskHandler implements ICommandHandler<AddLeadTaskCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute({ leadId, by, task }: AddLeadTaskCommand): Promise<LeadTask> {
    return this.unitOfWork.run(async (transaction) => {
      const now = this.clock.now();
      const life = await keepAtAll(transaction, await holdLife(transaction, leadId, undefined), now);
      const [open] = await transaction.query<{ count: number }>(
        `select count(*)::int as count from leads.lead_task where lead_id = $1 and done_at is null`,
        [leadId],
      );
      if ((open?.count ?? 0) >= MOST_OPEN)
        throw new ConflictError('LEAD_TASKS_TOO_MANY', `The lead has ${MOST_OPEN} open tasks.`);
      const owner = task.ownerId == null ? null : await findOwner(transaction, task.ownerId, 'ownerId');
      const [row] = await transaction.query<TaskRow>(
        `insert into leads.lead_task (id, city, lead_id, project_id, investor_id, title, due_on, owner_id, owner_name, created_at)
         values ($1, access.acting_city(), $2, $3, $4, $5, $6, $7, $8, $9) returning ${TASK_COLUMNS}`,
        [
          ...[this.ids.next(), leadId, life.projectId, life.investorId, task.title, task.dueOn ?? null],
          ...[owner?.id ?? null, owner?.name ?? null, now],
        ],
      );
      if (row === undefined) throw new Error('A task was not added.');
      const kept = toTask(row);
      const { id, title, dueOn } = kept;
      await addEntry(transaction, life, { by, note: undefined, now }, 'task-added', {
        id,
        title,
        dueOn,
        owner,
      });
      return kept;
    });
  }
}
