import { ForbiddenError, NotFoundError, PreconditionFailedError, shown } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { type NoteAuthor, type NoteRow } from '../note';

/** The note, held for a change by its author or an administrator. Throws NotFoundError, ForbiddenError, PreconditionFailedError. */
export async function holdNote(
  transaction: Transaction,
  {
    id,
    revision,
    by,
  }: { readonly id: string; readonly revision: number | undefined; readonly by: NoteAuthor },
): Promise<NoteRow> {
  const [row] = await transaction.query<NoteRow>(`select * from intake.note where id = $1 for update`, [id]);
  if (row === undefined) throw noteNotFound(id);
  const own = row.author_kind === by.kind && row.author_id === by.id;
  if (!own && by.role !== 'administrator')
    throw new ForbiddenError(
      'NOTE_OF_ANOTHER',
      'A note is changed by whoever wrote it, or by an administrator.',
    );
  if (revision !== undefined && revision !== Number(row.revision))
    throw new PreconditionFailedError(
      'REVISION_MOVED_ON',
      `The note is at revision ${row.revision} now, not at ${revision}: read it again.`,
    );
  return row;
}

export function noteNotFound(id: string): NotFoundError {
  return new NotFoundError('NOTE_NOT_FOUND', `There is no note ${shown(id)} in this city.`);
}

/** Throws NotFoundError when the writer cannot see what the note is about. */
export async function mustSee(
  transaction: Transaction,
  kind: 'investor' | 'project',
  id: string | undefined,
): Promise<void> {
  if (id === undefined) return;
  const [row] = await transaction.query(`select from intake.${kind} where id = $1`, [id]);
  if (row === undefined) throw new NotFoundError('PROFILE_NOT_FOUND', `There is no ${kind} ${shown(id)}.`);
}
