import { type Transaction } from '@bole/persistence';
import { type Queries } from '../people/store/person.store';
import { linkInvalid } from '../people/store/invitation.store';
import { secretHash } from '../secret';

export type TokenPurpose = 'reset' | 'link';

export interface OneTimeToken {
  readonly purpose: TokenPurpose;
  readonly personId: string;
  /** The city that a sign-in by it acts for; absent: the one signed in to last. */
  readonly city?: string | undefined;
  readonly expiresAt: Date;
}

/** Keeps the hash of a secret that opens one thing once. */
export async function keepToken(
  transaction: Transaction,
  secret: string,
  { purpose, personId, city, expiresAt }: OneTimeToken,
  now: Date,
): Promise<void> {
  await transaction.query(
    `insert into access.one_time_token (token_hash, purpose, person_id, city, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [secretHash(secret), purpose, personId, city ?? null, now, expiresAt],
  );
}

interface TokenRow {
  readonly person_id: string;
  readonly city: string | null;
}

/** Whose token it is, without using it up; under SIGN_IN. Throws UnauthenticatedError when it does not hold. */
export async function readToken(
  queries: Queries,
  secret: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<{ readonly personId: string }> {
  const [row] = await queries.query<TokenRow>(
    `select person_id, city from access.one_time_token
     where token_hash = $1 and purpose = $2 and expires_at > $3 and used_at is null`,
    [secretHash(secret), purpose, now],
  );
  if (row === undefined) throw linkInvalid();
  return { personId: row.person_id };
}

/** Uses a token up: of two that come with it at once, one gets through. Throws UnauthenticatedError for the other. */
export async function useToken(
  transaction: Transaction,
  secret: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<{ readonly personId: string; readonly city: string | undefined }> {
  const [row] = await transaction.query<TokenRow>(
    `update access.one_time_token set used_at = $3
     where token_hash = $1 and purpose = $2 and expires_at > $3 and used_at is null returning person_id, city`,
    [secretHash(secret), purpose, now],
  );
  if (row === undefined) throw linkInvalid();
  return { personId: row.person_id, city: row.city ?? undefined };
}
