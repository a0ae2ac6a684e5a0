import { type Rejection } from '@bole/platform';
import { type ProfileEdit } from '../../profile-edit';
import { type ExistingRecord, type SourceRecord } from '../../store/profile.store';

/** A submission that passed the rules, with the log record that brought it. */
export interface Candidate {
  readonly record: Rejection['record'];
  readonly sourceRecord: SourceRecord;
  /** Of an edit in Bole: what it is an edit of. */
  readonly edit?: ProfileEdit;
}

export interface Superseded {
  /** New records, and newer versions with other content. */
  readonly changed: readonly SourceRecord[];
  /** Newer versions with the same content: the version is noted, nothing else happens. */
  readonly bumped: readonly SourceRecord[];
  /** The same version with other content: a mistake at the source. */
  readonly reused: readonly Rejection[];
}

/** Which of a batch's records count, next to what is kept already: per record the newest version; an older one never. */
export function supersede(
  candidates: readonly Candidate[],
  existing: ReadonlyMap<string, ExistingRecord>,
): Superseded {
  const newest = new Map<string, SourceRecord>();
  const reused: Rejection[] = [];
  for (const { record, sourceRecord } of candidates) {
    const kept = newest.get(sourceRecord.ref) ?? existing.get(sourceRecord.ref);
    if (kept === undefined || sourceRecord.version > kept.version) {
      newest.set(sourceRecord.ref, sourceRecord);
    } else if (sourceRecord.version === kept.version && isOther(sourceRecord, kept)) {
      reused.push({
        record,
        problems: [
          {
            code: 'PROFILE_VERSION_REUSED',
            field: 'version',
            value: String(sourceRecord.version),
            expected: `a version above ${kept.version}, as the content differs from what came with that version`,
          },
        ],
      });
    }
  }
  const changed: SourceRecord[] = [];
  const bumped: SourceRecord[] = [];
  for (const record of newest.values()) {
    const before = existing.get(record.ref);
    // The first registration seen decides the identity for good, so that a correction never splits a profile in two.
    const kept = before === undefined ? record : { ...record, profileId: before.profileId };
    (before?.contentHash === record.contentHash ? bumped : changed).push(kept);
  }
  return { changed, bumped, reused };
}

/** A record that a person was erased from is no longer what came with its version: its hash is empty then. */
function isOther(record: SourceRecord, kept: Pick<ExistingRecord, 'contentHash'>): boolean {
  return kept.contentHash !== '' && record.contentHash !== kept.contentHash;
}
