import { Query } from '@nestjs/cqrs';
import { type Note } from '../../note';

/** One note that the asker sees. Throws NotFoundError. */
export class GetNoteQuery extends Query<Note> {
  constructor(readonly id: string) {
    super();
  }
}
