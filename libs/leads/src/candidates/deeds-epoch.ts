import { type UnitOfWork } from '@bole/persistence';

/** Counts the changes of deals and of projects' segments. Read before they are: what is kept under it is never older than it says. */
export async function deedsEpoch(queries: Pick<UnitOfWork, 'query'>): Promise<string> {
  const [row] = await queries.query<{ last_value: string }>(`select last_value from matching.deeds_epoch`);
  return row?.last_value ?? '';
}
