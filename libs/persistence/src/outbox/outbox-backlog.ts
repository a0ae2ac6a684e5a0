import { type Transaction } from '../unit-of-work';

export interface OutboxBacklog {
  readonly service: string;
  readonly events: number;
  /** When the oldest waiting event was emitted. */
  readonly oldest: Date;
}

/** How many events wait to be carried to the log, by service; services with none are left out. */
export async function outboxBacklog(
  database: Pick<Transaction, 'query'>,
  service?: string,
): Promise<readonly OutboxBacklog[]> {
  return database.query<OutboxBacklog>(
    `SELECT service, count(*)::int AS events, min(created_at) AS oldest
       FROM outbox.event WHERE $1::text IS NULL OR service = $1 GROUP BY service ORDER BY service`,
    [service ?? null],
  );
}
