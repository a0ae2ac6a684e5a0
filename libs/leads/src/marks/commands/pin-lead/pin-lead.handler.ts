import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type MarkedLead } from '../../lead-mark';
import { decide } from '../../store/mark.store';
import { PinLeadCommand } from './pin-lead.command';

@CommandHandler(PinLeadCommand)
export class PinLeadHandler implements ICommandHandler<PinLeadCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ by, leadId, note, revision }: PinLeadCommand): Promise<MarkedLead> {
    const now = this.clock.now();
    return this.unitOfWork.run((transaction) =>
      decide(transaction, { leadId, mark: 'pinned', note, by, revision, now }),
    );
  }
}
