import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LeadDecisions } from '../../lead-decisions';
import { type LeadLife } from '../../lead-life';
import { changed } from '../../life-rules';
import { findOwner } from '../../store/life.store';
import { ChangeLeadCommand } from './change-lead.command';

@CommandHandler(ChangeLeadCommand)
export class ChangeLeadHandler implements ICommandHandler<ChangeLeadCommand> {
  constructor(private readonly decisions: LeadDecisions) {}

  execute({ deciding, change: { ownerId, codeName, nextStep } }: ChangeLeadCommand): Promise<LeadLife> {
    return this.decisions.make(deciding, async (life, today, transaction) => {
      const owner = ownerId == null ? ownerId : await findOwner(transaction, ownerId, 'ownerId');
      return changed(life, { owner, codeName, nextStep }, today);
    });
  }
}
