import { Injectable } from '@nestjs/common';
import { type Origin, type Principal } from '../../principal';
import { KeyAuthenticator } from '../../keys/authenticator/key.authenticator';
import { SessionAuthenticator } from './session.authenticator';

/**
 * Finds out who asks, by what they present. What was found holds for at most five seconds (`PrincipalCache`); rate limits and
 * quotas of keys are counted at every call.
 */
@Injectable()
export class Authenticator {
  constructor(
    private readonly sessions: SessionAuthenticator,
    private readonly keys: KeyAuthenticator,
  ) {}

  /** Undefined for a token of no session. Throws UnauthenticatedError (`SESSION_EXPIRED`) for one that is over. */
  bySession(token: string, origin: Origin): Promise<Principal | undefined> {
    return this.sessions.principal(token, origin);
  }

  /**
   * Undefined for what is no key. Throws UnauthenticatedError (`KEY_EXPIRED`, `KEY_REVOKED`) and KeyLimitReachedError
   * (`KEY_RATE_EXCEEDED`, `KEY_QUOTA_EXCEEDED`).
   */
  byKey(key: string, origin: Origin): Promise<Principal | undefined> {
    return this.keys.principal(key, origin);
  }
}
