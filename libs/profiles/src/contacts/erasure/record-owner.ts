import { type UnitOfWork } from '@bole/persistence';
import { type Person } from '@bole/platform';
import { type RecordOwner } from './redacted-record';

/** The city's own records of the person's investor. */
export async function ownerOf(database: Pick<UnitOfWork, 'query'>, person: Person): Promise<RecordOwner> {
  const rows = await database.query<{ ref: string }>(
    `select ref from intake.source_record where kind = 'investor' and profile_id = $1`,
    [person.identity.investorId],
  );
  return { city: person.city, refs: new Set(rows.map(({ ref }) => ref)) };
}
