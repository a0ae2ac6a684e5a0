import { Command } from '@nestjs/cqrs';
import { type NoteAuthor } from '../../note';

/** Removes a note for good, under the rules of `ChangeNoteCommand`. */
export class RemoveNoteCommand extends Command<void> {
  constructor(
    readonly by: NoteAuthor,
    readonly id: string,
    readonly revision: number | undefined,
  ) {
    super();
  }
}
