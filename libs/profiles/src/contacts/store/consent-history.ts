import { derivedId } from '@bole/kernel';
import { type Transaction } from '@bole/persistence';
import { type Author, type Consent } from '../contact';

/** One change of a consent: who made it, when, what held before and after. */
export interface ConsentChange {
  readonly contactId: string;
  readonly city: string;
  readonly at: Date;
  readonly by: Author | { readonly kind: 'feed'; readonly id: string; readonly name: string };
  readonly before: Consent | undefined;
  /** With the proof of it, where one was given: how and where the person said so. */
  readonly after: Consent & { readonly proof?: string };
}

/** Adds to the history. A contact whose consent nobody knows anything of has none yet. */
export async function noteConsentChanges(
  transaction: Transaction,
  changes: readonly ConsentChange[],
): Promise<void> {
  const rows = changes
    .filter(({ before, after }) => before !== undefined || after.status !== 'unknown')
    .map(({ contactId, city, at, by, before, after }) => ({
      id: derivedId('ccg', contactId, at.toISOString(), JSON.stringify(after)),
      contact_id: contactId,
      city,
      changed_at: at,
      by_kind: by.kind,
      by_id: by.id,
      by_name: by.name,
      before: before ?? null,
      after,
    }));
  if (rows.length === 0) return;
  await transaction.query(
    `insert into intake.consent_change (id, contact_id, city, changed_at, by_kind, by_id, by_name, before, after)
     select id, contact_id, city, changed_at, by_kind, by_id, by_name, before, after
     from jsonb_to_recordset($1::jsonb) as r(id text, contact_id text, city text, changed_at timestamptz, by_kind text,
       by_id text, by_name text, before jsonb, after jsonb)
     on conflict (id) do nothing`,
    [JSON.stringify(rows)],
  );
}

export function sameConsent(a: Consent | undefined, b: Consent): boolean {
  return a !== undefined && a.status === b.status && a.purpose === b.purpose && a.at === b.at;
}
