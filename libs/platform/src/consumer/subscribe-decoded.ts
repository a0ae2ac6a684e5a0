import { HEADER, correlationIdOf } from '@bole/contracts';
import {
  type Batch,
  type EventLog,
  type LogRecord,
  type Subscription,
  type SubscribeOptions,
} from '@bole/event-log';
import { type Correlation, CorrelationContext } from '../logging/correlation-context';
import { type ProcessLog } from '../logging/process-log';
import { DecodedBatch } from './decoded-batch';
import { type Rejection } from './rejection';

/**
 * Subscribes a handler that sees decoded events; it must apply or reject all of them before it resolves. What is
 * logged meanwhile says which records were being worked on; each that cannot be decoded is a warning in the log.
 */
export function subscribeDecoded(
  log: EventLog,
  options: SubscribeOptions & { readonly logger: Pick<ProcessLog, 'warn'> },
  handle: (batch: DecodedBatch, raw: Batch) => Promise<void>,
): Promise<Subscription> {
  return log.subscribe(options, (raw) => {
    const batch = DecodedBatch.of(raw.records);
    return CorrelationContext.run(correlationOf(raw), () => {
      for (const rejection of batch.undecodable) warnOf(rejection, options.logger);
      return handle(batch, raw);
    });
  });
}

/** Where the batch lies; and whose it is, when it is one event and no more. */
function correlationOf({ topic, partition, records }: Batch): Correlation {
  const [first] = records;
  const last = records.at(-1);
  return {
    topic,
    partition,
    ...(first === undefined ? {} : { firstPosition: String(first.position) }),
    ...(last === undefined ? {} : { lastPosition: String(last.position) }),
    ...(first === undefined || records.length > 1 ? {} : identityOf(first)),
  };
}

function warnOf({ record, problems }: Rejection, logger: Pick<ProcessLog, 'warn'>): void {
  const { topic, partition, position } = record;
  const where = { topic, partition, position: String(position) };
  // Not the value: it may be personal.
  const { code, field } = problems[0] ?? {};
  logger.warn({ ...identityOf(record), ...where, code, field }, 'A record cannot be decoded');
}

const MOST_OF_AN_ID = 128;

/** Read from the headers, as a record that cannot be decoded may have them too. */
function identityOf(record: LogRecord): Pick<Correlation, 'eventId' | 'correlationId'> {
  const eventId = record.headers[HEADER.id]?.toString('utf8').slice(0, MOST_OF_AN_ID);
  const correlationId = correlationIdOf(record);
  return {
    ...(eventId === undefined ? {} : { eventId }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}
