import { Command } from '@nestjs/cqrs';
import { type Origin } from '../../../principal';
import { type SignedIn } from '../../../sign-in/session/session';

export interface FinishedSingleSignOn {
  readonly signedIn: SignedIn;
  /** A path of this site, to redirect to. */
  readonly returnTo: string;
}

/**
 * Opens a session for who comes back from a city's provider. `attempt` is the cookie's, `query` the query string that the provider
 * sent along. The session acts for that city alone. Throws UnauthenticatedError: `SINGLE_SIGN_ON_FAILED`, `SINGLE_SIGN_ON_EMAIL_REFUSED` (not
 * verified, or of a domain that is not let in), `SINGLE_SIGN_ON_NOT_INVITED`; UnavailableError.
 */
export class FinishSingleSignOnCommand extends Command<FinishedSingleSignOn> {
  constructor(
    readonly attempt: string,
    readonly query: string,
    readonly origin: Origin,
    readonly previousToken?: string,
  ) {
    super();
  }
}
