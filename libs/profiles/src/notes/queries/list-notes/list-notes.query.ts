import { Query } from '@nestjs/cqrs';
import { type Note } from '../../note';

export interface NoteFilter {
  readonly investorId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly tag?: string | undefined;
  /** Part of the text, whatever its letter case. */
  readonly q?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface NotePage {
  readonly items: readonly Note[];
  readonly next: string | null;
}

/** Notes that the asker sees, pinned ones first, then the newest. Throws InvalidInputError for a foreign cursor. */
export class ListNotesQuery extends Query<NotePage> {
  constructor(readonly filter: NoteFilter) {
    super();
  }
}
