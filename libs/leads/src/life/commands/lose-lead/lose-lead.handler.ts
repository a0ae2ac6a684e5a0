import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LeadDecisions } from '../../lead-decisions';
import { type LeadLife } from '../../lead-life';
import { lost } from '../../life-rules';
import { LoseLeadCommand } from './lose-lead.command';

@CommandHandler(LoseLeadCommand)
export class LoseLeadHandler implements ICommandHandler<LoseLeadCommand> {
  constructor(private readonly decisions: LeadDecisions) {}

  execute({ deciding, reason }: LoseLeadCommand): Promise<LeadLife> {
    const { note } = deciding;
    return this.decisions.make(deciding, (life, today) => lost(life, { reason, note }, today));
  }
}
