import { HEADER } from '@bole/contracts';
import { type EventLog, type OutgoingRecord } from '@bole/event-log';
import { type Problem } from '@bole/kernel';
import { BatchPublisher } from '../batch-publisher';
import { type RejectedRecord } from './rejected-records';

/** What to mend on the way. */
export interface ReplayChange {
  readonly key?: string;
  readonly value?: Buffer;
}

/** Publishes records again, each to its own topic with its own key, headers and bytes; nothing else is published. */
export async function replayRejected(
  records: AsyncIterable<RejectedRecord>,
  change: ReplayChange,
  log: Pick<EventLog, 'publish'>,
  signal?: AbortSignal,
): Promise<{ readonly replayed: number; readonly skipped: readonly Problem[] }> {
  const publisher = new BatchPublisher(log, 100);
  const skipped: Problem[] = [];
  for await (const record of records) {
    signal?.throwIfAborted();
    const outgoing = replayOf(record, change);
    if ('code' in outgoing) skipped.push(outgoing);
    else await publisher.add(outgoing);
  }
  await publisher.flush();
  return { replayed: publisher.published, skipped };
}

function replayOf(record: RejectedRecord, change: ReplayChange): OutgoingRecord | Problem {
  const key = change.key ?? keyText(record.key);
  if (key === undefined)
    return {
      code: 'REJECTED_KEY_MISSING',
      field: `key of ${record.id}`,
      value: record.key?.toString('base64') ?? 'none',
      expected: 'a key given with --key, as this record has none that is text',
    };
  return {
    topic: record.topic,
    key,
    value: change.value ?? record.value,
    headers: { ...record.headers, [HEADER.replayOf]: record.id },
  };
}

function keyText(key: Buffer | null): string | undefined {
  const text = key?.toString('utf8');
  return text === undefined || text === '' || !Buffer.from(text, 'utf8').equals(key ?? Buffer.alloc(0))
    ? undefined
    : text;
}
