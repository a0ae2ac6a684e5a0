import { type Transaction } from '@bole/persistence';

/** What ingest decided about one event. */
export interface Decided {
  readonly eventId: string;
  /** The id of the profile or signal. */
  readonly about: string;
  readonly state: 'recorded' | 'outdated' | 'parked' | 'rejected';
  /** The event whose rejection says what is wrong; itself unless given. */
  readonly carrier?: string;
}

/**
 * Keeps what became of those events that a city submitted over HTTP; others are passed over. What was recorded or outdated
 * stays so when the event is delivered again; what was parked or rejected may be replayed and turn out well. A submission that
 * is being tidied away meanwhile is passed over as well.
 */
export async function noteDecided(
  transaction: Transaction,
  decided: readonly Decided[],
  now: Date,
): Promise<void> {
  if (decided.length === 0) return;
  const rows = new Map(
    decided.map(({ eventId, about, state, carrier = eventId }) => [
      eventId,
      { event_id: eventId, about, state, carrier },
    ]),
  );
  await transaction.query(
    `insert into intake.outcome as kept (event_id, city, about, state, carrier, decided_at)
     select event_id, submission.city, about, state, carrier, $2
     from jsonb_to_recordset($1::jsonb) as r(event_id text, about text, state text, carrier text)
       join intake.submission using (event_id)
     order by event_id for key share of submission
     on conflict (event_id) do update set state = excluded.state, carrier = excluded.carrier, decided_at = excluded.decided_at
       where kept.state in ('parked', 'rejected')`,
    [JSON.stringify([...rows.values()]), now],
  );
}

/** The same for signals that were parked, by their own ids: all events that carried one end together. */
export async function noteReleased(
  transaction: Transaction,
  released: readonly Omit<Decided, 'eventId'>[],
  now: Date,
): Promise<void> {
  if (released.length === 0) return;
  await transaction.query(
    `update intake.outcome as kept set state = r.state, carrier = coalesce(r.carrier, kept.carrier), decided_at = $2
     from jsonb_to_recordset($1::jsonb) as r(about text, state text, carrier text)
     where kept.about = r.about and kept.state = 'parked'`,
    [JSON.stringify(released), now],
  );
}
