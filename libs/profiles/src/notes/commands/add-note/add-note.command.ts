import { Command } from '@nestjs/cqrs';
import { type Note, type NoteAuthor } from '../../note';

export interface NewNote {
  /** At least one of the two; both: a lead. */
  readonly investorId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly text: string;
  readonly tags: readonly string[];
  readonly pinned: boolean;
  readonly forAdvisers: boolean;
}

/**
 * Writes a note for the city alone. An adviser's is about a project that is shown to it, and seen by all whom that is shown
 * to. Throws NotFoundError for what the writer cannot see, InvalidInputError for a note about nothing.
 */
export class AddNoteCommand extends Command<Note> {
  constructor(
    readonly city: string,
    readonly by: NoteAuthor,
    readonly note: NewNote,
  ) {
    super();
  }
}
