import { ForbiddenError } from '@bole/kernel';
import { z } from 'zod';
import { type Principal } from '../../principal';
import { citySchema, instantSchema, languageSchema, roleSchema } from '../../schemas';

const HOUR_MS = 3_600_000;

/** A session ends when nothing was asked under it for 12 hours, and after 7 days whatever was asked. */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
export const SESSION_LONGEST_MS = 7 * 24 * HOUR_MS;
/** That it is used is written down at most this often. */
export const SESSION_TOUCH_MS = 60_000;

export type SignInMeans = 'password' | 'link' | 'invitation' | 'single-sign-on';

export const signedInSchema = z
  .object({
    person: z.object({ id: z.string(), name: z.string(), email: z.string(), language: languageSchema }),
    city: citySchema.meta({ description: 'The city acted for' }),
    role: roleSchema,
    cities: z
      .array(z.object({ city: citySchema, role: roleSchema, zh: z.string(), en: z.string() }))
      .meta({ description: 'All cities that the person belongs to' }),
    csrfToken: z.string().meta({ description: 'Send it in x-csrf-token with every change' }),
    expiresAt: instantSchema,
  })
  .meta({ id: 'SignedIn' });

/** What a sign-in tells the person. */
export type SignedInAnswer = Readonly<z.infer<typeof signedInSchema>>;

/** A session that has just been opened. The token goes into the cookie, and nowhere else. */
export interface SignedIn {
  readonly token: string;
  readonly answer: SignedInAnswer;
}

/** The caller's session. Throws ForbiddenError for a key, which has none. */
export function sessionOf({ session }: Principal): NonNullable<Principal['session']> {
  if (session !== undefined) return session;
  throw new ForbiddenError('PERSON_NEEDED', 'This is for people who are signed in, not for keys.');
}
