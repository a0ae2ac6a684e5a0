import { partyRefText } from '@bole/contracts';
import { type Decided, type Incoming, type Rejection } from '@bole/platform';
import { type PartyKind } from '../../party-kind';
import { editOf } from '../../profile-edit';
import { profileIdOf } from '../../profile-identity';
import { type ExistingRecord } from '../../store/profile.store';
import { type SubmittedProfile } from './record-profiles.command';

/**
 * What became of each submission of a batch, by what is kept of its record after it. Of an edit a higher version may be
 * kept than it came with; an edit that was not rejected holds.
 */
export function decided(
  kind: PartyKind,
  submissions: readonly Incoming<SubmittedProfile>[],
  rejections: readonly Rejection[],
  kept: ReadonlyMap<string, Pick<ExistingRecord, 'profileId' | 'version'>>,
): Decided[] {
  const rejected = new Set(rejections.map(({ record }) => record));
  return submissions.map(({ record, event: { data, meta } }): Decided => {
    const { source, sourceId, version, profile } = data;
    const after = kept.get(partyRefText({ source, sourceId }));
    const edit = editOf(data);
    const about = after?.profileId ?? edit?.about ?? profileIdOf(kind, source, sourceId, profile);
    if (rejected.has(record)) return { eventId: meta.id, about, state: 'rejected' };
    const outdated = edit === undefined && after !== undefined && after.version > version;
    return { eventId: meta.id, about, state: outdated ? 'outdated' : 'recorded' };
  });
}
