import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MoveLeadHandler } from './commands/move-lead/move-lead.handler';
import { PauseLeadHandler } from './commands/pause-lead/pause-lead.handler';
import { LoseLeadHandler } from './commands/lose-lead/lose-lead.handler';
import { ReopenLeadHandler } from './commands/reopen-lead/reopen-lead.handler';
import { ChangeLeadHandler } from './commands/change-lead/change-lead.handler';
import { AddLeadNoteHandler } from './commands/add-lead-note/add-lead-note.handler';
import { AddLeadTaskHandler } from './commands/add-lead-task/add-lead-task.handler';
import { ChangeLeadTaskHandler } from './commands/change-lead-task/change-lead-task.handler';
import { GetLeadLifeHandler } from './queries/get-lead-life/get-lead-life.handler';
import { ListLeadHistoryHandler } from './queries/list-lead-history/list-lead-history.handler';
import { ListLeadTasksHandler } from './queries/list-lead-tasks/list-lead-tasks.handler';
import { GetBoardHandler } from './queries/get-board/get-board.handler';
import { LeadDecisions } from './lead-decisions';

/** What people decide about leads: for the gateway. */
@Module({
  imports: [CqrsModule],
  providers: [
    LeadDecisions,
    MoveLeadHandler,
    PauseLeadHandler,
    LoseLeadHandler,
    ReopenLeadHandler,
    ChangeLeadHandler,
    AddLeadNoteHandler,
    AddLeadTaskHandler,
    ChangeLeadTaskHandler,
    GetLeadLifeHandler,
    ListLeadHistoryHandler,
    ListLeadTasksHandler,
    GetBoardHandler,
  ],
})
export class LeadLifeModule {}
