import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { type LeadEntry } from '../../lead-life';
import { findLife } from '../../store/life.store';
import { type LeadHistory, ListLeadHistoryQuery } from './list-lead-history.query';

@QueryHandler(ListLeadHistoryQuery)
export class ListLeadHistoryHandler implements IQueryHandler<ListLeadHistoryQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ leadId, limit, cursor }: ListLeadHistoryQuery): Promise<LeadHistory> {
    await findLife(this.unitOfWork, leadId);
    const [before] = cursor === undefined ? [null] : decodeCursor(cursor, ['integer']);
    const rows = await this.unitOfWork.query<EntryRow>(
      `select seq, at, by_kind, by_id, by_name, kind, data, note from leads.lead_entry
       where lead_id = $1 and ($2::bigint is null or seq < $2) order by seq desc limit $3`,
      [leadId, before, limit + 1],
    );
    const items = rows.slice(0, limit).map(toEntry);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? encodeCursor([last.seq]) : null };
  }
}

interface EntryRow {
  readonly seq: string;
  readonly at: Date;
  readonly by_kind: LeadEntry['by']['kind'];
  readonly by_id: string;
  readonly by_name: string;
  readonly kind: LeadEntry['kind'];
  readonly data: LeadEntry['data'];
  readonly note: string | null;
}

function toEntry({ seq, at, by_kind, by_id, by_name, kind, data, note }: EntryRow): LeadEntry {
  return {
    seq: Number(seq),
    at: at.toISOString(),
    by: { kind: by_kind, id: by_id, name: by_name },
    ...{ kind, data, note },
  };
}
