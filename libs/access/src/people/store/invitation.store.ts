import { UnauthenticatedError, type Language } from '@bole/kernel';
import { type Role } from '../../permission';
import { secretHash } from '../../secret';
import { type Queries } from './person.store';

export interface OpenInvitation {
  readonly id: string;
  readonly city: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  readonly expires_at: Date;
}

/** The invitation that a token opens; under SIGN_IN. Throws UnauthenticatedError when there is none, or no longer. */
export async function openInvitation(
  queries: Queries,
  token: string,
  now: Date,
  lock: '' | 'for update' = '',
): Promise<OpenInvitation> {
  const [row] = await queries.query<OpenInvitation>(
    `select id, city, email, role, language, expires_at from access.invitation
     where token_hash = $1 and expires_at > $2 and accepted_at is null and revoked_at is null ${lock}`,
    [secretHash(token), now],
  );
  if (row === undefined) throw linkInvalid();
  return row;
}

/** One sentence for links that never were, are used up, taken back or too old. */
export function linkInvalid(): UnauthenticatedError {
  return new UnauthenticatedError('LINK_INVALID', 'This link does not hold any more: ask for a new one.');
}
