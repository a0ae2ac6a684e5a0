import { NotFoundError } from '@bole/kernel';
import { type Queries } from './person.store';

/** Throws NotFoundError. */
export async function cityNames(
  queries: Queries,
  code: string,
): Promise<{ readonly zh: string; readonly en: string }> {
  const [row] = await queries.query<{ zh: string; en: string }>(
    `select zh, en from access.city where code = $1`,
    [code],
  );
  if (row === undefined) throw new NotFoundError('CITY_NOT_FOUND', `Bole keeps no city ${code}.`);
  return row;
}
