import { setTimeout as sleep } from 'node:timers/promises';
import { partyRefText } from '@bole/contracts';
import { contentHash, type Problem } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';
import { type SubmittedProfile } from '../commands/record-profiles/record-profiles.command';
import { type PartyKind } from '../party-kind';
import { editOf } from '../profile-edit';

/** What became of a submission. */
export type SubmissionOutcome =
  /** It is kept, or was already. */
  | { readonly state: 'recorded' }
  /** A newer version of the record is kept: it changes nothing. */
  | { readonly state: 'outdated' }
  | { readonly state: 'rejected'; readonly problems: readonly Problem[] }
  /** Not known within the time. */
  | { readonly state: 'pending' };

interface Asked {
  readonly kind: PartyKind;
  readonly eventId: string;
  readonly data: SubmittedProfile;
}

const FIRST_PAUSE_MS = 15;
const LONGEST_PAUSE_MS = 250;

/** Waits until ingest has taken a submission or rejected it, at most `limitMs`. */
export async function awaitOutcome(
  queries: Pick<UnitOfWork, 'query'>,
  asked: Asked,
  limitMs: number,
): Promise<SubmissionOutcome> {
  const deadline = performance.now() + limitMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const left = deadline - performance.now();
    if (left <= 0) return { state: 'pending' };
    await sleep(Math.min(pause, left));
    const outcome = await outcomeOf(queries, asked);
    if (outcome.state !== 'pending') return outcome;
  }
}

interface OutcomeRow {
  readonly version: string | null;
  readonly content_hash: string | null;
  readonly event_id: string | null;
  readonly problems: readonly Problem[] | null;
}

async function outcomeOf(
  queries: Pick<UnitOfWork, 'query'>,
  { kind, eventId, data }: Asked,
): Promise<SubmissionOutcome> {
  const [row] = await queries.query<OutcomeRow>(
    `select record.version, record.content_hash, record.event_id,
       (select problems from intake.rejected_record where event_id = $3 order by rejected_at desc limit 1) as problems
     from (select) as always left join intake.source_record as record on record.kind = $1 and record.ref = $2`,
    [kind, partyRefText({ source: data.source, sourceId: data.sourceId }), eventId],
  );
  if (row?.problems) return { state: 'rejected', problems: row.problems };
  if (row === undefined || row.version === null) return { state: 'pending' };
  if (row.event_id === eventId) return { state: 'recorded' };
  // Whether an edit holds is known of itself alone.
  const kept = Number(row.version);
  if (editOf(data) !== undefined || kept < data.version) return { state: 'pending' };
  if (kept > data.version) return { state: 'outdated' };
  // The same version with other content: its rejection is on the way.
  return row.content_hash === contentHash(data.profile) ? { state: 'recorded' } : { state: 'pending' };
}
