import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type AuditRow, toAuditEntry } from '../../store/audit.row';
import { type AuditList, ListAuditQuery } from './list-audit.query';

@QueryHandler(ListAuditQuery)
export class ListAuditHandler implements IQueryHandler<ListAuditQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ by, filter }: ListAuditQuery): Promise<AuditList> {
    const before = filter.cursor === undefined ? null : decodeCursor(filter.cursor, ['integer'])[0];
    const rows = await this.unitOfWork.query<AuditRow>(
      `select * from access.audit
       where city = $1
         and ($2::bigint is null or seq < $2)
         and ($3::timestamptz is null or at >= $3)
         and ($4::timestamptz is null or at < $4)
         and ($5::text is null or actor_id = $5)
         and ($6::text is null or action = $6)
         and ($7::text is null or object_kind = $7)
         and ($8::text is null or object_id = $8)
       order by seq desc limit $9`,
      [
        by.city,
        before,
        filter.from ?? null,
        filter.to ?? null,
        filter.actor ?? null,
        filter.action ?? null,
        filter.objectKind ?? null,
        filter.objectId ?? null,
        filter.limit + 1,
      ],
    );
    const items = rows.slice(0, filter.limit).map(toAuditEntry);
    const last = items.at(-1);
    return {
      items,
      next: rows.length > filter.limit && last !== undefined ? encodeCursor([last.seq]) : null,
    };
  }
}
