import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { type Note, type NoteRow, toNote } from '../../note';
import { holdNote } from '../../store/note.store';
import { ChangeNoteCommand } from './change-note.command';

@CommandHandler(ChangeNoteCommand)
export class ChangeNoteHandler implements ICommandHandler<ChangeNoteCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ by, id, revision, changes }: ChangeNoteCommand): Promise<Note> {
    return this.unitOfWork.run(async (transaction) => {
      await holdNote(transaction, { id, revision, by });
      const { text = null, tags = null, pinned = null, forAdvisers = null } = changes;
      // What an adviser writes is for all advisers of the project, its author among them.
      const shown = by.role === 'adviser' ? true : forAdvisers;
      const [row] = await transaction.query<NoteRow>(
        `update intake.note set text = coalesce($2, text), tags = coalesce($3::text[], tags),
           pinned = coalesce($4, pinned), for_advisers = coalesce($5, for_advisers),
           revision = revision + 1, updated_at = $6
         where id = $1 returning *`,
        [id, text, tags, pinned, shown, this.clock.now()],
      );
      if (row === undefined) throw new Error(`The note ${id} vanished while it was held`);
      return toNote(row);
    });
  }
}
