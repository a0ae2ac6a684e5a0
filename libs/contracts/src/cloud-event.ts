/** CloudEvents 1.0 attributes as they travel in a record's headers (Kafka protocol binding, binary mode). */
export const HEADER = {
  specVersion: 'ce_specversion',
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  time: 'ce_time',
  contentType: 'content-type',
  traceparent: 'traceparent',
} as const;

export interface EventMeta {
  readonly id: string;
  readonly type: string;
  /** URI reference of the producer, e.g. `/bole/ingest`. */
  readonly source: string;
  /** RFC 3339. */
  readonly time: string;
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
    ...(meta.traceparent === undefined ? {} : { [HEADER.traceparent]: meta.traceparent }),
  };
}
