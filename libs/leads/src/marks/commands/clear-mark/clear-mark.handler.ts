import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type MarkedLead } from '../../lead-mark';
import { decide } from '../../store/mark.store';
import { ClearMarkCommand } from './clear-mark.command';

@CommandHandler(ClearMarkCommand)
export class ClearMarkHandler implements ICommandHandler<ClearMarkCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ by, leadId, revision }: ClearMarkCommand): Promise<MarkedLead> {
    const now = this.clock.now();
    return this.unitOfWork.run((transaction) =>
      decide(transaction, { leadId, mark: null, note: null, by, revision, now }),
    );
  }
}
