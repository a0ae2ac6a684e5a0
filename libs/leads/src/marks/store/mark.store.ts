import { NotFoundError, PreconditionFailedError, shown } from '@bole/kernel';
import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { LEAD_BELL_CHANNEL } from '../../feed/lead-bell';
import { markedChange, TOUCHED, type TouchedPair } from '../../feed/pair-changes';
import {
  type Mark,
  MARK_COLUMNS,
  type MarkAuthor,
  type MarkedLead,
  type MarkRow,
  toMarkedLead,
} from '../lead-mark';

type Queries = Pick<Transaction | UnitOfWork, 'query'>;

export interface Decision {
  readonly leadId: string;
  /** Null clears it. */
  readonly mark: Mark | null;
  readonly note: string | null;
  readonly by: MarkAuthor;
  /** The revision that the decision is about; undefined: whatever there is. */
  readonly revision: number | undefined;
  readonly now: Date;
}

/**
 * Keeps a decision about a lead of the acting city, tells the feed, and has both parties matched again. Throws
 * NotFoundError for a lead that there is not, PreconditionFailedError when another decision came before.
 */
export async function decide(transaction: Transaction, decision: Decision): Promise<MarkedLead> {
  const { leadId, mark, note, by, revision, now } = decision;
  const found = await findLead(transaction, leadId);
  if (mark === null && found.mark === null && (revision ?? found.revision) === found.revision) return found;
  const [kept] = await transaction.query<MarkRow>(
    `insert into leads.lead_mark as mark (city, project_id, investor_id, lead_id, mark, note, by_kind, by_id, by_name, at)
     select access.acting_city(), $1, $2, $3, $4, $5, $6, $7, $8, $9
     where coalesce($10::bigint, $11::bigint) = $11::bigint
     on conflict (city, project_id, investor_id) do update set mark = excluded.mark, note = excluded.note,
       by_kind = excluded.by_kind, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at,
       revision = mark.revision + 1
     where coalesce($10::bigint, mark.revision) = mark.revision
     returning ${MARK_COLUMNS}`,
    [
      found.projectId,
      found.investorId,
      leadId,
      mark,
      note,
      by.kind,
      by.id,
      by.name,
      now,
      revision ?? null,
      found.revision,
    ],
  );
  if (kept === undefined)
    throw new PreconditionFailedError(
      'REVISION_MOVED_ON',
      `What was decided about the lead is not at revision ${revision ?? 0} any more: read it again.`,
    );
  await tell(transaction, leadId, mark, now);
  await transaction.query(`select matching.match_pair_again($1, $2)`, [found.projectId, found.investorId]);
  return toMarkedLead(kept);
}

/** The lead and what was decided about it; also one that hard limits cut since. Throws NotFoundError. */
export async function findLead(queries: Queries, leadId: string): Promise<MarkedLead> {
  const [marked] = await queries.query<MarkRow>(
    `select ${MARK_COLUMNS} from leads.lead_mark as mark where lead_id = $1`,
    [leadId],
  );
  if (marked !== undefined) return toMarkedLead(marked);
  const [lead] = await queries.query<{ project_id: string; investor_id: string }>(
    `select project_id, investor_id from matching.match where lead_id = $1`,
    [leadId],
  );
  if (lead === undefined) throw new NotFoundError('LEAD_NOT_FOUND', `There is no lead ${shown(leadId)}.`);
  return { leadId, projectId: lead.project_id, investorId: lead.investor_id, mark: null, revision: 0 };
}

/**
 * One row of the feed, unless the lead has left the city at this very moment. The bell goes with the commit, which is a
 * person's and so a rare one.
 */
async function tell(transaction: Transaction, leadId: string, mark: Mark | null, now: Date): Promise<void> {
  const [pair] = await transaction.query<TouchedPair>(
    `select ${TOUCHED} from matching.match where lead_id = $1`,
    [leadId],
  );
  if (pair === undefined) return;
  const told = await transaction.query<{ city: string }>(
    `insert into matching.lead_change (city, project_id, changes, at)
     select city, project_id, $2, $3 from matching.match where lead_id = $1 returning city`,
    [leadId, JSON.stringify([markedChange(pair, mark)]), now],
  );
  for (const { city } of told) await transaction.query(`select pg_notify($1, $2)`, [LEAD_BELL_CHANNEL, city]);
}
