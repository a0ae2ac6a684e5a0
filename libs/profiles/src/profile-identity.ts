import { type InvestorProfile, type ProjectProfile } from '@bole/contracts';
import { derivedId } from '@bole/kernel';
import { type PartyKind } from './party-kind';

/**
 * The id of the profile that a record is about. Two sources that name the same unified social credit code, or the same
 * LEI, speak of one investor; without a registration a record stands for itself. The id follows from the record alone,
 * so it does not matter which source is heard first.
 */
export function profileIdOf(
  kind: PartyKind,
  source: string,
  sourceId: string,
  profile: InvestorProfile | ProjectProfile,
): string {
  const prefix = kind === 'investor' ? 'inv' : 'prj';
  const registration = registrationOf(profile);
  return registration === undefined
    ? derivedId(prefix, source, sourceId)
    : derivedId(prefix, registration.scheme, registration.id);
}

export function registrationOf(
  profile: InvestorProfile | ProjectProfile,
): { scheme: string; id: string } | undefined {
  return 'registration' in profile ? profile.registration : undefined;
}
