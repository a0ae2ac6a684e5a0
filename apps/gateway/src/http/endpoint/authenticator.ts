import { type Principal } from '@bole/access';

/** How much the caller may still ask for, for the RateLimit headers. */
export interface RateLimitState {
  /** Requests in the present window. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the window begins anew. */
  readonly resetSeconds: number;
}

/** A principal, with its rate limit where it has one. */
export type Authenticated = Principal & { readonly rateLimit?: RateLimitState };

export interface Asker {
  /** The address that asks, behind trusted proxies the one they name. */
  readonly ip: string;
}

/** Finds out who asks. Undefined: nobody, or no longer. Throws TooManyRequestsError when the limit is used up. */
export interface Authenticator {
  bySession(token: string, asker: Asker): Promise<Authenticated | undefined>;
  byKey(key: string, asker: Asker): Promise<Authenticated | undefined>;
}
export const AUTHENTICATOR = Symbol('Authenticator');
