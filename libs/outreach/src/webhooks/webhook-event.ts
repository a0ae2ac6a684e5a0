/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = ['leads.changed', 'project.changed', 'signal.recorded'] as const;
export type WebhookEventName = (typeof WEBHOOK_EVENTS)[number];

/** Sent on request, to try a webhook. */
export const PING = 'ping';

/** Something that happened in a city. */
export interface WebhookEvent {
  /** The same however often it is read. */
  readonly id: string;
  readonly event: WebhookEventName | typeof PING;
  /** GB/T 2260 code of the only city whose webhooks are told. */
  readonly city: string;
  readonly at: Date;
  /** What it is about: an id. */
  readonly subject: string;
  /** Ids and what changed, but no personal data: whoever may see more asks the API for it. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The body of a delivery: CloudEvents 1.0, structured mode, JSON. */
export function cloudEventOf({ id, event, city, at, subject, data }: WebhookEvent): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: `/bole/${city}`,
    type: event,
    time: at.toISOString(),
    subject,
    datacontenttype: 'application/json',
    data,
  });
}

export const CLOUD_EVENT_TYPE = 'application/cloudevents+json; charset=utf-8';
