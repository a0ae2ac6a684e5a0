import { type Origin, type Principal } from '@bole/access';

/** Finds out who asks. Undefined: nobody. Throws UnauthenticatedError for who is no longer, TooManyRequestsError past a limit. */
export interface Authenticates {
  bySession(token: string, origin: Origin): Promise<Principal | undefined>;
  byKey(key: string, origin: Origin): Promise<Principal | undefined>;
}
export const AUTHENTICATOR = Symbol('Authenticator');
