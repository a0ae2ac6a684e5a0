import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Principal } from '@bole/access';
import {
  AddLeadTaskCommand,
  ChangeLeadTaskCommand,
  GetBoardQuery,
  type LeadTask,
  ListLeadTasksQuery,
} from '@bole/leads';
import { authorOf } from '../contacts/author';
import {
  type AnswerOf,
  AuditNote,
  Caller,
  Endpoint,
  IfMatch,
  Input,
  type InputOf,
  setRevision,
} from '../endpoint';
import { addLeadTask, changeLeadTask, getBoard, listLeadTasks } from './lead-life.endpoints';

/** What is to be done about leads, and how many stand where. */
@Controller()
export class LeadTasksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Endpoint(listLeadTasks)
  list(@Input() { query }: InputOf<typeof listLeadTasks>): Promise<AnswerOf<typeof listLeadTasks>> {
    const { lead, owner, ...page } = query;
    return this.queries.execute(new ListLeadTasksQuery({ leadId: lead, ownerId: owner, ...page }));
  }

  @Endpoint(addLeadTask)
  async add(
    @Input() { params, body }: InputOf<typeof addLeadTask>,
    @Caller() caller: Principal,
  ): Promise<LeadTask> {
    const task = await this.commands.execute(new AddLeadTaskCommand(params.id, authorOf(caller), body));
    AuditNote.set({ after: { task: task.id, owner: task.owner?.id ?? null } });
    return task;
  }

  @Endpoint(changeLeadTask)
  async change(
    @Input() { params, body }: InputOf<typeof changeLeadTask>,
    @IfMatch() revision: number | undefined,
    @Caller() caller: Principal,
  ): Promise<LeadTask> {
    const task = await this.commands.execute(
      new ChangeLeadTaskCommand(params.id, params.taskId, authorOf(caller), revision, body),
    );
    AuditNote.set({ after: { task: task.id, done: task.doneAt !== null, revision: task.revision } });
    setRevision(task.revision);
    return task;
  }

  @Endpoint(getBoard)
  async board(@Input() { query }: InputOf<typeof getBoard>): Promise<AnswerOf<typeof getBoard>> {
    return { columns: await this.queries.execute(new GetBoardQuery(query.owner)) };
  }
}
