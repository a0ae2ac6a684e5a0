import { type Transaction } from '@bole/persistence';
import { cloudEventOf, type WebhookEvent } from '../webhook-event';

/** Finished deliveries are kept as long, so that an event which comes again is known; an older one is not told any more. */
export const KEPT_DAYS = 30;

/**
 * Makes one delivery of each event for each webhook of its city that is subscribed to it, in their order; for those that
 * were there when it happened. Safe to repeat. Returns how many were new.
 */
export async function fanOut(transaction: Transaction, events: readonly WebhookEvent[]): Promise<number> {
  const wanted = await transaction.query<{ city: string; event: string }>(
    `select distinct city, unnest(events) as event from outreach.webhook where enabled and city = any($1::text[])`,
    [[...new Set(events.map(({ city }) => city))]],
  );
  const listening = new Set(wanted.map(({ city, event }) => `${city} ${event}`));
  const told = events.filter(({ city, event }) => listening.has(`${city} ${event}`));
  if (told.length === 0) return 0;

  const rows = told.map((event, place) => ({
    place,
    event: event.event,
    city: event.city,
    event_id: event.id,
    at: event.at.toISOString(),
    body: cloudEventOf(event),
  }));
  const inserted = await transaction.query(
    `insert into outreach.delivery (id, city, webhook_id, event, event_id, body)
     select 'dlv_' || substr(encode(sha256(convert_to(webhook.id || ' ' || told.event_id, 'UTF8')), 'hex'), 1, 24),
       webhook.city, webhook.id, told.event, told.event_id, told.body
     from jsonb_to_recordset($1::jsonb)
       as told(place int, event text, city text, event_id text, at timestamptz, body text)
     join outreach.webhook on webhook.city = told.city and webhook.enabled and told.event = any(webhook.events)
       and webhook.created_at <= told.at
     where told.at > clock_timestamp() - make_interval(days => $2)
     order by told.place, webhook.id
     on conflict (webhook_id, event_id) do nothing returning id`,
    [JSON.stringify(rows), KEPT_DAYS],
  );
  return inserted.length;
}
