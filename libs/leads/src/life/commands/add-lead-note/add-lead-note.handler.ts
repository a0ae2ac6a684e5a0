import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type LeadLife } from '../../lead-life';
import { addEntry, holdLife, keepAtAll } from '../../store/life.store';
import { AddLeadNoteCommand } from './add-lead-note.command';

@CommandHandler(AddLeadNoteCommand)
export class AddLeadNoteHandler implements ICommandHandler<AddLeadNoteCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ leadId, by, note }: AddLeadNoteCommand): Promise<LeadLife> {
    return this.unitOfWork.run(async (transaction) => {
      const life = await holdLife(transaction, leadId, undefined);
      const now = this.clock.now();
      const kept = await keepAtAll(transaction, life, now);
      await addEntry(transaction, kept, { by, note, now }, 'noted', {});
      return kept;
    });
  }
}
