import { type UnitOfWork } from '@bole/persistence';
import { otherKind, type Party } from '../../lead';
import { type Mark } from '../lead-mark';

/** The other parties with whom a party stands in a lead that is pinned or hidden. */
export interface MarksOfParty {
  readonly pinned: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
}

export const NO_MARKS: MarksOfParty = { pinned: new Set(), hidden: new Set() };

/** Of parties that have any. A mark counts in the city that the project belongs to now. */
export async function marksOf(
  queries: Pick<UnitOfWork, 'query'>,
  kind: Party['kind'],
  ids: readonly string[],
): Promise<Map<string, MarksOfParty>> {
  const rows = await queries.query<{ id: string; mark: Mark; others: string[] }>(
    `select mark.${kind}_id as id, mark.mark, array_agg(mark.${otherKind(kind)}_id) as others
     from leads.lead_mark as mark join matching.party on party.kind = 'project' and party.id = mark.project_id
     where mark.${kind}_id = any($1::text[]) and mark.mark is not null and mark.city = party.city
     group by mark.${kind}_id, mark.mark`,
    [ids],
  );
  const found = new Map<string, MarksOfParty>();
  for (const { id, mark, others } of rows)
    found.set(id, { ...NO_MARKS, ...found.get(id), [mark]: new Set(others) });
  return found;
}
