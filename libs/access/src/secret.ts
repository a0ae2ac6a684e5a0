import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of 256 bits in 43 characters of base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is kept of a secret of 256 random bits: its SHA-256. A slow hash is for secrets that can be guessed; these cannot,
 * and a hash that is quick to make can be looked up by.
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in a time that does not tell where two texts differ. */
export function sameSecret(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The token that a change under a session has to bring along. Follows from the session's token, so that nothing is kept. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('bole:csrf').digest('base64url');
}
