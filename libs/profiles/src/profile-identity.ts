import { type ProjectProfile, type SharedInvestorProfile } from '@bole/contracts';
import { derivedId } from '@bole/kernel';
import { type PartyKind } from './party-kind';

/**
 * The id of the profile that a source's record is about when it is first seen. Two sources that name the same unified
 * social credit code, or the same LEI, from the start speak of one investor, whichever is heard first; a record without a
 * registration stands for itself. Once given, the id stays: a registration that is added later does not merge two profiles.
 */
export function profileIdOf(
  kind: PartyKind,
  source: string,
  sourceId: string,
  profile: SharedInvestorProfile | ProjectProfile,
): string {
  const prefix = kind === 'investor' ? 'inv' : 'prj';
  const registration = registrationOf(profile);
  return registration === undefined
    ? derivedId(prefix, source, sourceId)
    : derivedId(prefix, registration.scheme, registration.id);
}

export function registrationOf(
  profile: SharedInvestorProfile | ProjectProfile,
): { scheme: string; id: string } | undefined {
  return 'registration' in profile ? profile.registration : undefined;
}
