import { setTimeout as sleep } from 'node:timers/promises';
import { contentHash, type Problem } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';
import { type ReportedSignal } from '../commands/record-signals/record-signals.command';
import { signalId } from './read-signal';

/** What became of a signal; `parked`: it waits for a party that is not known yet. */
export type SignalOutcome =
  | { readonly state: 'recorded' | 'parked' | 'pending' }
  | { readonly state: 'rejected'; readonly problems: readonly Problem[] };

const FIRST_PAUSE_MS = 15;
const LONGEST_PAUSE_MS = 250;

/** Waits until ingest has taken a signal or rejected it, at most `limitMs`. */
export async function awaitSignal(
  queries: Pick<UnitOfWork, 'query'>,
  eventId: string,
  data: ReportedSignal,
  limitMs: number,
): Promise<SignalOutcome> {
  const deadline = performance.now() + limitMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const left = deadline - performance.now();
    if (left <= 0) return { state: 'pending' };
    await sleep(Math.min(pause, left));
    const outcome = await outcomeOf(queries, eventId, data);
    if (outcome.state !== 'pending') return outcome;
  }
}

interface OutcomeRow {
  readonly kept: string | null;
  readonly parked: string | null;
  readonly problems: readonly Problem[] | null;
}

async function outcomeOf(
  queries: Pick<UnitOfWork, 'query'>,
  eventId: string,
  data: ReportedSignal,
): Promise<SignalOutcome> {
  const [row] = await queries.query<OutcomeRow>(
    `select (select content_hash from intake.signal where id = $1) as kept,
       (select facts ->> 'contentHash' from intake.parked_signal where id = $1) as parked,
       (select problems from intake.rejected_record where event_id = $2 order by rejected_at desc limit 1) as problems`,
    [signalId(data), eventId],
  );
  if (row?.problems) return { state: 'rejected', problems: row.problems };
  // Where another content stands under this id, the rejection is on its way.
  const hash = contentHash(data);
  if (row?.kept === hash || row?.kept === '') return { state: 'recorded' };
  return { state: row?.parked === hash ? 'parked' : 'pending' };
}
