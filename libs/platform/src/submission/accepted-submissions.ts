import { DAY_MS } from '@bole/kernel';
import { type UnitOfWork } from '@bole/persistence';

/** What a city submits over HTTP. */
export const SUBMISSION_KINDS = ['investor', 'project', 'signal'] as const;
export type SubmissionKind = (typeof SUBMISSION_KINDS)[number];

export interface Accepted {
  readonly kind: SubmissionKind;
  /** The city that submits. */
  readonly city: string;
  readonly eventIds: readonly string[];
  readonly now: Date;
  /** The profile of which it is an edit. */
  readonly editOf?: string;
}

const KEPT_MS = 60 * DAY_MS;

/**
 * Notes what is about to go to the log, so that its submitter can ask what became of it. Before, not after: what ingest
 * decides finds its submission, and whoever is told "accepted" is never told "unknown". Where the log then fails, nobody
 * learns the ids. Lets twice as many that are older than 60 days go.
 */
export async function noteAccepted(
  unitOfWork: UnitOfWork,
  { kind, city, eventIds, now, editOf }: Accepted,
): Promise<void> {
  if (eventIds.length === 0) return;
  await unitOfWork.run(async (transaction) => {
    await transaction.query(
      `delete from intake.submission where event_id in (
         select event_id from intake.submission where city = $1 and accepted_at < $2
         order by accepted_at limit $3 for update skip locked)`,
      [city, new Date(now.getTime() - KEPT_MS), 2 * eventIds.length],
    );
    await transaction.query(
      `insert into intake.submission (event_id, city, kind, edit_of, accepted_at)
       select id, $2, $3, $4, $5 from unnest($1::text[]) as id`,
      [eventIds, city, kind, editOf ?? null, now],
    );
  });
}
