import { type FieldProblem, encodeEvent, recordRejectedV1 } from '@bole/contracts';
import { type LogRecord } from '@bole/event-log';
import { derivedId } from '@bole/kernel';
import { type OutboxEvent } from '@bole/persistence';

/** A record that cannot be taken, and why. */
export interface Rejection {
  readonly record: LogRecord;
  readonly problems: readonly FieldProblem[];
}

/**
 * The event that carries a rejected record, bytes untouched, to the rejected topic. Its id follows from where the
 * record lies, so a record that is delivered twice is rejected once.
 */
export function rejectionEvent(service: string, rejection: Rejection, at: Date): OutboxEvent {
  const { record, problems } = rejection;
  const id = derivedId(
    'rej',
    service,
    record.topic,
    String(record.partition),
    String(record.position),
    record.timestamp.toISOString(),
  );
  return encodeEvent(
    recordRejectedV1,
    {
      id,
      service,
      topic: record.topic,
      partition: record.partition,
      position: String(record.position),
      rejectedAt: at.toISOString(),
      problems: problems.map((problem) => ({ ...problem })),
      original: {
        key: record.key?.toString('base64') ?? null,
        value: record.value?.toString('base64') ?? null,
        headers: Object.fromEntries(
          Object.entries(record.headers).map(([name, bytes]) => [name, bytes.toString('base64')]),
        ),
      },
    },
    { id, source: `/bole/${service}`, time: at.toISOString() },
  );
}
