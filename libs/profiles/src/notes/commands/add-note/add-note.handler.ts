import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, derivedId, type Ids, InvalidInputError } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK, IDS } from '@bole/platform';
import { type Note, type NoteAuthor, type NoteRow, toNote } from '../../note';
import { mustSee } from '../../store/note.store';
import { AddNoteCommand, type NewNote } from './add-note.command';

@CommandHandler(AddNoteCommand)
export class AddNoteHandler implements ICommandHandler<AddNoteCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute({ city, by, note }: AddNoteCommand): Promise<Note> {
    checkSubject(note, by);
    const now = this.clock.now();
    const id = derivedId('note', this.ids.next());
    return this.unitOfWork.run(async (transaction) => {
      await mustSee(transaction, 'investor', note.investorId);
      await mustSee(transaction, 'project', note.projectId);
      const [row] = await transaction.query<NoteRow>(
        `insert into intake.note (id, city, investor_id, project_id, text, tags, pinned, for_advisers,
           author_kind, author_id, author_name, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) returning *`,
        [
          ...[id, city, note.investorId ?? null, note.projectId ?? null, note.text, note.tags, note.pinned],
          ...[note.forAdvisers || by.role === 'adviser', by.kind, by.id, by.name, now],
        ],
      );
      if (row === undefined) throw new Error('A note was written and is not there');
      return toNote(row);
    });
  }
}

function checkSubject({ investorId, projectId }: NewNote, by: NoteAuthor): void {
  const missing = by.role === 'adviser' ? projectId === undefined : (projectId ?? investorId) === undefined;
  if (!missing) return;
  const expected =
    by.role === 'adviser' ? 'a project that is shown to you' : 'an investor, a project, or both';
  throw new InvalidInputError([{ code: 'FIELD_MISSING', field: 'projectId', expected }]);
}
