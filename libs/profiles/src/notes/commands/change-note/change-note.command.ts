import { Command } from '@nestjs/cqrs';
import { type Note, type NoteAuthor } from '../../note';

export interface NoteChanges {
  readonly text?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly pinned?: boolean | undefined;
  readonly forAdvisers?: boolean | undefined;
}

/** Changes a note of one's own; an administrator's may be anybody's. Throws NotFoundError, ForbiddenError, PreconditionFailedError. */
export class ChangeNoteCommand extends Command<Note> {
  constructor(
    readonly by: NoteAuthor,
    readonly id: string,
    readonly revision: number | undefined,
    readonly changes: NoteChanges,
  ) {
    super();
  }
}
