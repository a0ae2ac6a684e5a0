import { type Rejection } from '@bole/platform';
import { type PartyKind } from '../../party-kind';
import { type ProfileEdit } from '../../profile-edit';
import { type ExistingRecord, type ProfileHead } from '../../store/profile.store';
import { type Candidate } from './supersede';

export interface CheckedEdits {
  /** Owners' records, and the edits that hold, now under a version above all that the profile was made from. */
  readonly candidates: readonly Candidate[];
  readonly refused: readonly Rejection[];
}

/**
 * Holds the edits of a batch to the profiles that they are of. One that came before, and is delivered again, is passed over.
 *
 * An edit is one more source record of its profile, and the newest of them counts: from then on it stands against what
 * the owner sent before. When the owner submits later, the profile is again what the owner says, whole, if its version is
 * above the edit's. An edit's version is the instant of the edit in milliseconds (or one above the highest, where that is
 * more): owners who version by the time of their change take the profile back with the next change; those who count 1, 2,
 * 3 do not, and go on by editing.
 */
export function checkEdits(
  kind: PartyKind,
  candidates: readonly Candidate[],
  existing: ReadonlyMap<string, ExistingRecord>,
  heads: ReadonlyMap<string, ProfileHead>,
): CheckedEdits {
  const refused: Rejection[] = [];
  const edited = new Set<string>();
  const checked = candidates.flatMap((candidate): Candidate[] => {
    const { edit, record, sourceRecord } = candidate;
    if (edit === undefined) return [candidate];
    if (existing.get(sourceRecord.ref)?.eventId === sourceRecord.eventId) return [];
    const head = heads.get(edit.about);
    // Two edits in one batch were made of one revision: the first holds.
    const problem = problemOf(kind, edit, head, edited.has(edit.about));
    if (head === undefined || problem !== undefined) {
      refused.push({ record, problems: problem === undefined ? [] : [problem] });
      return [];
    }
    edited.add(edit.about);
    const version = Math.max(sourceRecord.version, head.highestVersion + 1);
    return [{ ...candidate, sourceRecord: { ...sourceRecord, version } }];
  });
  return { candidates: checked, refused };
}

function problemOf(
  kind: PartyKind,
  { about, ifRevision, tenant }: ProfileEdit,
  head: ProfileHead | undefined,
  editedBefore: boolean,
): Rejection['problems'][number] | undefined {
  if (head === undefined)
    return { code: 'PROFILE_NOT_FOUND', field: 'about', value: about, expected: `the id of a kept ${kind}` };
  if (kind === 'project' && head.city !== tenant)
    return {
      code: 'PROJECT_CITY_FOREIGN',
      field: 'about',
      value: about,
      expected: `a project of the city ${tenant} that edits it`,
    };
  if (head.revision !== ifRevision || editedBefore)
    return {
      code: 'PROFILE_CHANGED',
      field: 'ifRevision',
      value: String(ifRevision),
      expected: `the profile's present revision; read it again`,
    };
  return undefined;
}
