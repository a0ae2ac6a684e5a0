import { type Transaction } from '../unit-of-work';
import { type OutboxEvent } from './outbox-event';

/**
 * Puts events into the outbox of `service`, in their order, in one statement.
 *
 * The relay publishes in the order of ids, and that is the order of commits for one key, on one condition: **whoever
 * emits for a key has locked that key's row before, in the same transaction** (inserted, updated or selected FOR
 * UPDATE). A second transaction then gets the lock only after the first committed, and takes its ids after it got the
 * lock: so its ids are higher, and the first's events were visible when its own became so. Across keys the ids say
 * nothing: a lower one may become visible after a higher one was published. That is why the relay looks for all that
 * is there, and never "above the last id".
 */
export async function putIntoOutbox(
  transaction: Pick<Transaction, 'query'>,
  service: string,
  events: readonly OutboxEvent[],
): Promise<void> {
  await transaction.query(
    `INSERT INTO outbox.event (service, topic, key, value, headers)
     SELECT $1, topic, key, value, headers::jsonb
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY
            AS given (topic, key, value, headers, place)
      ORDER BY place`,
    [
      service,
      events.map(({ topic }) => topic),
      events.map(({ key }) => key),
      events.map(({ value }) => value),
      events.map(({ headers }) => JSON.stringify(headers)),
    ],
  );
}
