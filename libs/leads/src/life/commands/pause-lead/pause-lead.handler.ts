import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LeadDecisions } from '../../lead-decisions';
import { type LeadLife } from '../../lead-life';
import { paused } from '../../life-rules';
import { PauseLeadCommand } from './pause-lead.command';

@CommandHandler(PauseLeadCommand)
export class PauseLeadHandler implements ICommandHandler<PauseLeadCommand> {
  constructor(private readonly decisions: LeadDecisions) {}

  execute({ deciding, reason, resumeOn }: PauseLeadCommand): Promise<LeadLife> {
    return this.decisions.make(deciding, (life, today) => paused(life, reason, resumeOn, today));
  }
}
