import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type NoteRow, toNote } from '../../note';
import { ListNotesQuery, type NotePage } from './list-notes.query';

@QueryHandler(ListNotesQuery)
export class ListNotesHandler implements IQueryHandler<ListNotesQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter }: ListNotesQuery): Promise<NotePage> {
    const { investorId, projectId, tag, q, limit, cursor } = filter;
    const [pinned, createdAt, id] =
      cursor === undefined ? [null, null, null] : decodeCursor(cursor, ['integer', 'instant', 'text']);
    const rows = await this.unitOfWork.query<NoteRow>(
      `select * from intake.note
       where ($1::text is null or investor_id = $1) and ($2::text is null or project_id = $2)
         and ($3::text is null or $3 = any(tags)) and ($4::text is null or position(lower($4) in lower(text)) > 0)
         and ($5::int is null or pinned::int < $5
              or (pinned::int = $5 and (created_at < $6::timestamptz or (created_at = $6 and id > $7))))
       order by pinned desc, created_at desc, id limit $8`,
      [investorId ?? null, projectId ?? null, tag ?? null, q ?? null, pinned, createdAt, id, limit + 1],
    );
    const items = rows.slice(0, limit).map(toNote);
    const last = items.at(-1);
    return {
      items,
      next:
        rows.length > limit && last !== undefined
          ? encodeCursor([last.pinned ? 1 : 0, last.createdAt, last.id])
          : null,
    };
  }
}
