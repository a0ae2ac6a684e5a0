import { TOPICS } from '@bole/contracts';
import { type EventLog, type LogRecord } from '@bole/event-log';
import { type LogTraces, type Person, withoutPerson } from '@bole/platform';
import { redactedRejection, redactedSubmission, type RecordOwner } from './redacted-record';

export interface ClearedLog {
  readonly records: number;
  /** `partyRefText` of the investors' records that were changed. */
  readonly refs: readonly string[];
  /** Topics whose records cannot be changed, and leave by themselves. */
  readonly leaving: readonly string[];
}

/** Takes a person out of the records of the event log that may carry it, where the engine lets records be changed. */
export async function clearLog(
  log: EventLog,
  person: Person,
  owner: RecordOwner,
  traces: readonly LogTraces[],
): Promise<ClearedLog> {
  const refs = new Set<string>();
  const leaving = new Set<string>();
  let records = 0;
  for (const { topic, keys } of traces) {
    const replaced = await log.redact(
      topic,
      redaction(topic, person, owner, { keys, refs }),
      keys && [...keys.keys()],
    );
    if (replaced === undefined) leaving.add(topic);
    records += replaced ?? 0;
  }
  return { records, refs: [...refs], leaving: [...leaving] };
}

function redaction(
  topic: string,
  person: Person,
  owner: RecordOwner,
  { keys, refs }: { readonly keys: LogTraces['keys']; readonly refs: Set<string> },
): (record: LogRecord) => Buffer | undefined {
  switch (topic) {
    case TOPICS.inboundInvestors.name:
      return ({ value }) => {
        const cleared = redactedSubmission(value, person, owner);
        if (cleared?.ref !== undefined) refs.add(cleared.ref);
        return cleared?.value;
      };
    case TOPICS.rejected.name:
      return ({ value }) => redactedRejection(value, person, owner);
    default:
      return ({ key, value }) => {
        if (value === null) return undefined;
        const aboutInvestor = keys?.get(key?.toString('utf8') ?? '') ?? null;
        const data = JSON.parse(value.toString('utf8')) as unknown;
        const cleared = withoutPerson(data, person, { aboutInvestor });
        return cleared === data ? undefined : Buffer.from(JSON.stringify(cleared));
      };
  }
}
