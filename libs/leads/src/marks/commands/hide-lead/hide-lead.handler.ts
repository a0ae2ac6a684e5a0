import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type MarkedLead } from '../../lead-mark';
import { decide } from '../../store/mark.store';
import { HideLeadCommand } from './hide-lead.command';

@CommandHandler(HideLeadCommand)
export class HideLeadHandler implements ICommandHandler<HideLeadCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ by, leadId, note, revision }: HideLeadCommand): Promise<MarkedLead> {
    const now = this.clock.now();
    return this.unitOfWork.run((transaction) =>
      decide(transaction, { leadId, mark: 'hidden', note, by, revision, now }),
    );
  }
}
