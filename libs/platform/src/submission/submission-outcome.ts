import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, DAY_MS, type Problem } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';
import { type SubmissionKind } from './accepted-submissions';

/** What became of a submission. */
export type SubmissionOutcome =
  /** It is kept, or was already; `outdated`: a newer version of the record was kept, so it changed nothing. */
  | { readonly state: 'recorded' | 'outdated' }
  /** A signal that waits for a party that is not known yet. */
  | { readonly state: 'parked' }
  /** Problems are kept for 28 days. */
  | { readonly state: 'rejected'; readonly problems: readonly Problem[] }
  /** Not known yet. */
  | { readonly state: 'pending' };

export interface Submission {
  readonly eventId: string;
  readonly kind: SubmissionKind;
  readonly acceptedAt: Date;
  /** The profile of which it is an edit. */
  readonly editOf: string | null;
  /** The id of the profile or signal, from when ingest has seen it. */
  readonly about: string | null;
  readonly outcome: SubmissionOutcome;
}

interface Row {
  readonly kind: SubmissionKind;
  readonly accepted_at: Date;
  readonly edit_of: string | null;
  readonly about: string | null;
  readonly state: Exclude<SubmissionOutcome['state'], 'pending'> | null;
  readonly rejection: { readonly problems: readonly Problem[]; readonly replayed: boolean } | null;
  readonly decided_at: Date | null;
}

/** Rejected records, and with them their problems, go after 28 days: one that is not there is on its way, or gone. */
const REJECTION_KEPT_MS = 27 * DAY_MS;

/** A submission of the acting city and what became of it, or undefined: there is none, or it is older than 60 days. */
export async function findSubmission(
  queries: Pick<UnitOfWork, 'query'>,
  eventId: string,
  now: Date,
): Promise<Submission | undefined> {
  const [row] = await queries.query<Row>(
    `select kind, accepted_at, edit_of, about, state, decided_at,
       (select jsonb_build_object('problems', problems, 'replayed', replayed_at is not null)
        from intake.rejected_record where rejected_record.event_id = coalesce(outcome.carrier, submission.event_id)
        order by rejected_at desc limit 1) as rejection
     from intake.submission left join intake.outcome using (event_id) where event_id = $1`,
    [eventId],
  );
  if (row === undefined) return undefined;
  const { kind, accepted_at: acceptedAt, edit_of: editOf, about } = row;
  return { eventId, kind, acceptedAt, editOf, about, outcome: outcomeOf(row, now) };
}

function outcomeOf({ state, rejection, decided_at: at }: Row, now: Date): SubmissionOutcome {
  // What ingest cannot decode is rejected before anything is decided about it.
  if (state === null || at === null)
    return rejection === null || rejection.replayed
      ? { state: 'pending' }
      : { state: 'rejected', problems: rejection.problems };
  if (state !== 'rejected') return { state };
  // Rejected, but what is wrong is still on its way through the log; or sent again, and not decided yet.
  if (rejection === null)
    return now.getTime() - at.getTime() > REJECTION_KEPT_MS ? { state, problems: [] } : { state: 'pending' };
  return rejection.replayed ? { state: 'pending' } : { state, problems: rejection.problems };
}

const FIRST_PAUSE_MS = 15;
const LONGEST_PAUSE_MS = 250;

/** Waits until ingest has decided about a submission of the acting city, at most `limitMs`. */
export async function awaitOutcome(
  queries: Pick<UnitOfWork, 'query'>,
  clock: Clock,
  eventId: string,
  limitMs: number,
): Promise<SubmissionOutcome> {
  const deadline = performance.now() + limitMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const left = deadline - performance.now();
    if (left <= 0) return { state: 'pending' };
    await sleep(Math.min(pause, left));
    const outcome = (await findSubmission(queries, eventId, clock.now()))?.outcome;
    if (outcome !== undefined && outcome.state !== 'pending') return outcome;
  }
}
