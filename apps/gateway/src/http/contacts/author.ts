import { type Principal } from '@bole/access';
import { type NoteAuthor } from '@bole/profiles';

/** Who writes, as contacts and notes keep it. */
export function authorOf({ kind, id, name, role }: Principal): NoteAuthor {
  return { kind, id, name, role };
}
