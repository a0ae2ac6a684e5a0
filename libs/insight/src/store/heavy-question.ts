import { UnavailableError } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const LIMIT_SECONDS = 60;
/** For each sort and each hash table: questions about many signals then stay off the disk. */
const MEMORY = '32MB';
/** query_canceled */
const TOO_LONG = '57014';

/** Asks what may take the database seconds, in one snapshot, and no longer than a minute. Throws UnavailableError after that. */
export async function heavyQuestion<Row>(
  unitOfWork: UnitOfWork,
  { sql, values }: Statement,
  limitSeconds = LIMIT_SECONDS,
): Promise<Row[]> {
  return unitOfWork.run(async (transaction) => {
    await transaction.query('set transaction read only');
    await transaction.query(`set local statement_timeout = '${limitSeconds}s'`);
    await transaction.query(`set local work_mem = '${MEMORY}'`);
    try {
      return await transaction.query<Row>(sql, values);
    } catch (error) {
      if ((error as { driverError?: { code?: string } }).driverError?.code !== TOO_LONG) throw error;
      throw new UnavailableError(
        'INSIGHT_TOO_SLOW',
        `This took longer than ${limitSeconds} s: ask about one project or one industry, or later.`,
      );
    }
  });
}
