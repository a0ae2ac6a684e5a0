import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type Note, type NoteRow, toNote } from '../../note';
import { noteNotFound } from '../../store/note.store';
import { GetNoteQuery } from './get-note.query';

@QueryHandler(GetNoteQuery)
export class GetNoteHandler implements IQueryHandler<GetNoteQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ id }: GetNoteQuery): Promise<Note> {
    const [row] = await this.unitOfWork.query<NoteRow>(`select * from intake.note where id = $1`, [id]);
    if (row === undefined) throw noteNotFound(id);
    return toNote(row);
  }
}
