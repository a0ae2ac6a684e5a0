import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LeadDecisions } from '../../lead-decisions';
import { type LeadLife } from '../../lead-life';
import { moved } from '../../life-rules';
import { MoveLeadCommand } from './move-lead.command';

@CommandHandler(MoveLeadCommand)
export class MoveLeadHandler implements ICommandHandler<MoveLeadCommand> {
  constructor(private readonly decisions: LeadDecisions) {}

  execute({ deciding, move }: MoveLeadCommand): Promise<LeadLife> {
    const { note } = deciding;
    return this.decisions.make(deciding, (life, today) => moved(life, { ...move, note }, today));
  }
}
