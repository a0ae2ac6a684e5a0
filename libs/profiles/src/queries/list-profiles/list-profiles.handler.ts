import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Clock, decodeCursor, encodeCursor } from '@bole/kernel';
import {
  comesAfter,
  instantText,
  type Keyset,
  orderBy,
  Placeholders,
  UNIT_OF_WORK,
  type UnitOfWork,
} from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { filterConditions } from '../../store/profile-filter.sql';
import { profileColumns, type ProfileRow, toKeptProfile } from '../../store/profile.row';
import { ListProfilesQuery, type ProfilePage, type ProfileSort } from './list-profiles.query';

type SortedRow = ProfileRow & { readonly sort_key: string };

@QueryHandler(ListProfilesQuery)
export class ListProfilesHandler implements IQueryHandler<ListProfilesQuery> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ kind, filter, page: { sort, limit, cursor } }: ListProfilesQuery): Promise<ProfilePage> {
    const placeholders = new Placeholders();
    const keyset = KEYSETS[sort];
    const byTime = keyset.column === TIME;
    const at = cursor === undefined ? undefined : readCursor(cursor, byTime);
    const conditions = [
      ...filterConditions(kind, filter, placeholders),
      ...(at === undefined
        ? []
        : [
            comesAfter(keyset, placeholders.add(at.key), placeholders.add(at.id)),
            `${TIME} <= ${placeholders.add(at.began)}`,
          ]),
    ];
    const rows = await this.unitOfWork.query<SortedRow>(
      `select ${profileColumns(kind)}, ${byTime ? instantText(TIME) : keyset.column} as sort_key
       from intake.${kind} as party ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
       order by ${orderBy(keyset)} limit ${placeholders.add(limit + 1)}`,
      placeholders.values,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const more = rows.length > limit && last !== undefined;
    const began = at?.began ?? this.clock.now().toISOString();
    return {
      items: page.map((row) => toKeptProfile(kind, row)),
      next: more ? encodeCursor([last.sort_key, last.id, began]) : null,
    };
  }
}

const TIME = 'party.updated_at';
const NAME = 'party.name';

const KEYSETS: Readonly<Record<ProfileSort, Keyset>> = {
  name: { column: NAME, descending: false, id: 'party.id', idDescending: false },
  '-name': { column: NAME, descending: true, id: 'party.id', idDescending: true },
  '-updatedAt': { column: TIME, descending: true, id: 'party.id', idDescending: false },
  updatedAt: { column: TIME, descending: false, id: 'party.id', idDescending: true },
};

function readCursor(cursor: string, byTime: boolean): { key: string; id: string; began: string } {
  const [key, id, began] = decodeCursor(cursor, [byTime ? 'instant' : 'text', 'text', 'instant']);
  return { key, id, began };
}
