/** CloudEvents 1.0 attributes as they travel in a record's headers (Kafka protocol binding, binary mode). */
export const HEADER = {
  specVersion: 'ce_specversion',
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  time: 'ce_time',
  contentType: 'content-type',
  correlationId: 'ce_correlationid',
  traceparent: 'traceparent',
  /** On a rejected record that has come back: the rejection's id. */
  replayOf: 'bole_replay_of',
} as const;

/** What a correlation id may look like; another one is passed over, as it would stand in log lines. */
export const CORRELATION_ID = /^[\w.:-]{1,128}$/;

export interface EventMeta {
  readonly id: string;
  readonly type: string;
  /** URI reference of the producer, e.g. `/bole/ingest`. */
  readonly source: string;
  /** RFC 3339. */
  readonly time: string;
  /** What began it all, such as a request; an extension attribute. Stands in the log lines of all who take part. */
  readonly correlationId?: string | undefined;
  /** W3C trace context. */
  readonly traceparent?: string | undefined;
}

export function metaToHeaders(meta: EventMeta): Record<string, string> {
  return {
    [HEADER.specVersion]: '1.0',
    [HEADER.id]: meta.id,
    [HEADER.type]: meta.type,
    [HEADER.source]: meta.source,
    [HEADER.time]: meta.time,
    [HEADER.contentType]: 'application/json',
    ...(meta.correlationId === undefined ? {} : { [HEADER.correlationId]: meta.correlationId }),
    ...(meta.traceparent === undefined ? {} : { [HEADER.traceparent]: meta.traceparent }),
  };
}
