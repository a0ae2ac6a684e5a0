import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { holdNote } from '../../store/note.store';
import { RemoveNoteCommand } from './remove-note.command';

@CommandHandler(RemoveNoteCommand)
export class RemoveNoteHandler implements ICommandHandler<RemoveNoteCommand> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, id, revision }: RemoveNoteCommand): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await holdNote(transaction, { id, revision, by });
      await transaction.query(`delete from intake.note where id = $1`, [id]);
    });
  }
}
