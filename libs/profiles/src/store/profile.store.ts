import { type Contact, type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { type Transaction } from '@bole/persistence';
import { type PartyKind } from '../party-kind';
import { saveContacts } from '../contacts/feed/feed-contacts';

/** One source's record of a party. */
export interface SourceRecord {
  readonly ref: string;
  readonly source: string;
  readonly sourceId: string;
  readonly profileId: string;
  readonly version: number;
  readonly contentHash: string;
  readonly profile: SharedInvestorProfile | ProjectProfile;
  /** The city that submitted it; null: a feed of the whole platform. */
  readonly tenant: string | null;
  /** Of a project: the city it belongs to, and who may see it. */
  readonly city: string | null;
  readonly audience: string | null;
  /** The event that brought it. */
  readonly eventId: string;
  /** Of an investor: the people there, whom the submitting city alone knows. */
  readonly contacts: readonly Contact[];
}

export interface ExistingRecord extends Pick<SourceRecord, 'ref' | 'profileId' | 'version' | 'contentHash'> {
  readonly eventId: string | null;
}

/** Where a profile stands. */
export interface ProfileHead {
  readonly revision: number;
  /** Of a project: the city that it belongs to. */
  readonly city: string | null;
  /** Of the records that it is made from. */
  readonly highestVersion: number;
}

export interface RecordedProfile {
  readonly id: string;
  /** Counts the changes of this profile, from 1. */
  readonly revision: number;
  readonly profile: SharedInvestorProfile | ProjectProfile;
}

/** Thrown when another process took the same records in meanwhile; the batch comes again and then sees them. */
export class ConcurrentIntakeError extends Error {
  override readonly name = 'ConcurrentIntakeError';
}

/** Source records and the profiles they make up, within one transaction. One statement per step, whatever the batch's size. */
export class ProfileStore {
  constructor(
    private readonly transaction: Transaction,
    private readonly kind: PartyKind,
  ) {}

  /**
   * Serialises the batches that touch a profile which several sources may feed (one with a registration): without it,
   * two batches that do not see each other's record could each choose the wrong one. Sorted, so that none waits in a ring.
   */
  async lockShared(profileIds: readonly string[]): Promise<void> {
    const ids = [...new Set(profileIds)].sort();
    if (ids.length === 0) return;
    await this.transaction.query(
      `select pg_advisory_xact_lock(hashtextextended(id, 1)) from (select id from unnest($1::text[]) as id order by hashtextextended(id, 1)) as ids`,
      [ids],
    );
  }

  async existing(refs: readonly string[]): Promise<Map<string, ExistingRecord>> {
    if (refs.length === 0) return new Map();
    const rows = await this.transaction.query<{
      ref: string;
      profile_id: string;
      version: string;
      content_hash: string;
      event_id: string | null;
    }>(
      `select ref, profile_id, version, content_hash, event_id from intake.source_record
       where kind = $1 and ref = any($2::text[]) order by ref for update`,
      [this.kind, refs],
    );
    return new Map(
      rows.map((row) => [
        row.ref,
        {
          ref: row.ref,
          profileId: row.profile_id,
          version: Number(row.version),
          contentHash: row.content_hash,
          eventId: row.event_id,
        },
      ]),
    );
  }

  /** Of the profiles that there are. Whoever asks has locked them: what is read stays until the transaction ends. */
  async heads(profileIds: readonly string[]): Promise<Map<string, ProfileHead>> {
    if (profileIds.length === 0) return new Map();
    const rows = await this.transaction.query<{
      id: string;
      revision: string;
      city: string | null;
      highest: string;
    }>(
      `select id, revision, ${this.kind === 'project' ? 'city' : 'null'} as city, greatest(version, (
         select max(version) from intake.source_record as made
         where made.kind = $1 and made.profile_id = party.id)) as highest
       from intake.${this.kind} as party where id = any($2::text[])`,
      [this.kind, [...new Set(profileIds)]],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        { revision: Number(row.revision), city: row.city, highestVersion: Number(row.highest) },
      ]),
    );
  }

  async saveRecords(records: readonly SourceRecord[], now: Date): Promise<void> {
    if (records.length === 0) return;
    const saved = await this.transaction.query(
      `insert into intake.source_record (kind, ref, source, source_id, profile_id, version, content_hash, profile, received_at,
         tenant, city, audience, event_id)
       select $1, ref, source, source_id, profile_id, version, content_hash, profile, $2, tenant, city, audience, event_id
       from jsonb_to_recordset($3::jsonb)
         as r(ref text, source text, source_id text, profile_id text, version bigint, content_hash text, profile jsonb,
           tenant text, city text, audience text, event_id text)
       order by ref
       on conflict (kind, ref) do update
         set version = excluded.version, content_hash = excluded.content_hash, profile = excluded.profile, received_at = excluded.received_at,
             tenant = excluded.tenant, city = excluded.city, audience = excluded.audience, event_id = excluded.event_id
         where source_record.version < excluded.version
       returning ref`,
      [this.kind, now, JSON.stringify(records.map(toRow))],
    );
    if (saved.length !== records.length)
      throw new ConcurrentIntakeError('a newer version of a record arrived in another batch');
    if (this.kind === 'investor') await saveContacts(this.transaction, records, now);
  }

  /**
   * Lets each profile be its newest source record (the highest version; between equals the source that sorts first) and
   * returns those whose content changed by it.
   */
  async chooseProfiles(profileIds: readonly string[], now: Date): Promise<RecordedProfile[]> {
    if (profileIds.length === 0) return [];
    const rows = await this.transaction.query<{
      id: string;
      revision: string;
      profile: SharedInvestorProfile | ProjectProfile;
    }>(
      `insert into intake.${this.kind} as kept
         (id, revision, source, source_id, version, content_hash, profile, updated_at${this.kind === 'project' ? ', city, audience' : ''})
       select distinct on (profile_id) profile_id, 1, source, source_id, version, content_hash, profile, $2::timestamptz
         ${this.kind === 'project' ? ', city, audience' : ''}
       from intake.source_record
       where kind = $1 and profile_id = any($3::text[])
       order by profile_id, version desc, source, source_id
       on conflict (id) do update
         set revision = kept.revision + 1, source = excluded.source, source_id = excluded.source_id, version = excluded.version,
             content_hash = excluded.content_hash, profile = excluded.profile, updated_at = excluded.updated_at
             ${this.kind === 'project' ? ', city = excluded.city, audience = excluded.audience' : ''}
         where kept.content_hash <> excluded.content_hash
       returning id, revision, profile`,
      [this.kind, now, [...new Set(profileIds)]],
    );
    return rows.map((row) => ({ id: row.id, revision: Number(row.revision), profile: row.profile }));
  }
}

function toRow(record: SourceRecord): Record<string, unknown> {
  return {
    ref: record.ref,
    source: record.source,
    source_id: record.sourceId,
    profile_id: record.profileId,
    version: record.version,
    content_hash: record.contentHash,
    profile: record.profile,
    tenant: record.tenant,
    city: record.city,
    audience: record.audience,
    event_id: record.eventId,
  };
}
