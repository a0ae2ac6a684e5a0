import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { decodeCursor, encodeCursor } from '@bole/kernel';
import {
  comesAfter,
  instantText,
  type Keyset,
  orderBy,
  Placeholders,
  UNIT_OF_WORK,
  type UnitOfWork,
} from '@bole/persistence';
import { SIGNAL_COLUMNS, type SignalRow, toKeptSignal } from '../../store/signal.row';
import { signalConditions } from '../../store/signal-filter.sql';
import { ListSignalsQuery, type SignalPage } from './list-signals.query';

@QueryHandler(ListSignalsQuery)
export class ListSignalsHandler implements IQueryHandler<ListSignalsQuery> {
  constructor(@Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork) {}

  async execute({ filter, page: { sort, limit, cursor } }: ListSignalsQuery): Promise<SignalPage> {
    const placeholders = new Placeholders();
    const descending = sort === '-occurredAt';
    // Both ways along one index.
    const keyset: Keyset = { column: TIME, descending, id: 'signal.id', idDescending: descending };
    const conditions = signalConditions(filter, placeholders);
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, ['instant', 'text']);
      conditions.push(comesAfter(keyset, placeholders.add(at), placeholders.add(id)));
    }
    // The page is cut before any facts or names are looked up for it.
    const rows = await this.unitOfWork.query<SignalRow & { sort_key: string }>(
      `with page as materialized (
         select signal.* from intake.signal ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
         order by ${orderBy(keyset)} limit ${placeholders.add(limit + 1)})
       select ${SIGNAL_COLUMNS}, ${instantText(TIME)} as sort_key from page as signal order by ${orderBy(keyset)}`,
      placeholders.values,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { items: page.map(toKeptSignal), next: more ? encodeCursor([last.sort_key, last.id]) : null };
  }
}

const TIME = 'signal.occurred_at';
