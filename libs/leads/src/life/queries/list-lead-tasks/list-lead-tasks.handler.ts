import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { TASK_COLUMNS, type TaskRow, toTask } from '../../store/life.row';
import { ListLeadTasksQuery, type TaskPage } from './list-lead-tasks.query';

/** Stands for no day: after all of them. */
const NO_DAY = '9999-12-31';

@QueryHandler(ListLeadTasksQuery)
export class ListLeadTasksHandler implements IQueryHandler<ListLeadTasksQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter }: ListLeadTasksQuery): Promise<TaskPage> {
    const { leadId, ownerId, state, limit, cursor } = filter;
    const [day, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, ['day', 'text']);
    const rows = await this.unitOfWork.query<TaskRow>(
      `select ${TASK_COLUMNS} from leads.lead_task
       where ($1::text is null or lead_id = $1) and ($2::text is null or owner_id = $2)
         and ($3 = 'all' or (done_at is null) = ($3 = 'open'))
         and ($4::date is null or (coalesce(due_on, '${NO_DAY}'), id) > ($4::date, $5))
       order by coalesce(due_on, '${NO_DAY}'), id limit $6`,
      [leadId ?? null, ownerId ?? null, state, day, id, limit + 1],
    );
    const items = rows.slice(0, limit).map(toTask);
    const last = items.at(-1);
    return {
      items,
      next: rows.length > limit && last !== undefined ? encodeCursor([last.dueOn ?? NO_DAY, last.id]) : null,
    };
  }
}
