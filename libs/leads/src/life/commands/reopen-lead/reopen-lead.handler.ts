import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LeadDecisions } from '../../lead-decisions';
import { type LeadLife } from '../../lead-life';
import { reopened } from '../../life-rules';
import { ReopenLeadCommand } from './reopen-lead.command';

@CommandHandler(ReopenLeadCommand)
export class ReopenLeadHandler implements ICommandHandler<ReopenLeadCommand> {
  constructor(private readonly decisions: LeadDecisions) {}

  execute({ deciding }: ReopenLeadCommand): Promise<LeadLife> {
    return this.decisions.make(deciding, reopened);
  }
}
