import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, UnauthenticatedError } from '@bole/kernel';
import { Acting, SIGN_IN, UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { CLOCK } from '@bole/platform';
import { secretHash } from '../../../secret';
import { PrincipalCache } from '../../../sign-in/authenticator/principal.cache';
import { SessionOpener } from '../../../sign-in/session/session.opener';
import { OpenIdClient, type ProviderClaims, type SignOnRequest } from '../../openid.client';
import { PersonLinker, type VerifiedPerson } from '../../person.linker';
import { type SingleSignOn } from '../../single-sign-on.schema';
import { singleSignOnOf } from '../../single-sign-on.store';
import { type FinishedSingleSignOn, FinishSingleSignOnCommand } from './finish-single-sign-on.command';

interface Attempt extends SignOnRequest {
  readonly city: string;
  readonly redirectUri: string;
  readonly returnTo: string;
}

@CommandHandler(FinishSingleSignOnCommand)
export class FinishSingleSignOnHandler implements ICommandHandler<FinishSingleSignOnCommand> {
  constructor(
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly openId: OpenIdClient,
    private readonly people: PersonLinker,
    private readonly sessions: SessionOpener,
    private readonly principals: PrincipalCache,
  ) {}

  async execute(command: FinishSingleSignOnCommand): Promise<FinishedSingleSignOn> {
    const { origin, previousToken } = command;
    const finished = await Acting.run(SIGN_IN, async () => {
      const attempt = await this.takeAttempt(command.attempt);
      const { city, returnTo } = attempt;
      const settings = await singleSignOnOf(this.unitOfWork, city);
      if (settings === undefined) throw failed();
      const returnUrl = new URL(attempt.redirectUri);
      returnUrl.search = command.query;
      const claims = await this.openId.finish(city, settings, attempt, returnUrl);
      const verified = verify(claims, city, settings);

      const signedIn = await this.unitOfWork.run(async (transaction) => {
        const account = await this.people.link(transaction, verified, settings.defaultRole, origin);
        return this.sessions.open(transaction, {
          account,
          city,
          means: 'single-sign-on',
          origin,
          previousToken,
        });
      });
      return { signedIn, returnTo };
    });
    this.principals.forget();
    return finished;
  }

  /** Once only, whether it succeeds or not. */
  private async takeAttempt(token: string): Promise<Attempt> {
    const [attempt] = await this.unitOfWork.query<Attempt>(
      `delete from access.single_sign_on_attempt where token_hash = $1 and expires_at > $2
       returning city, state, nonce, code_verifier as "codeVerifier", redirect_uri as "redirectUri", return_to as "returnTo"`,
      [secretHash(token), this.clock.now()],
    );
    if (attempt === undefined) throw failed();
    return attempt;
  }
}

/** Only an address that the provider has verified, of a domain that the city lets in, says who somebody is. */
function verify(claims: ProviderClaims, city: string, settings: SingleSignOn): VerifiedPerson {
  const email = claims.email?.toLowerCase();
  const domain = email?.split('@').at(-1) ?? '';
  if (email === undefined || !claims.emailVerified || !settings.emailDomains.includes(domain))
    throw new UnauthenticatedError(
      'SINGLE_SIGN_ON_EMAIL_REFUSED',
      'The city’s sign-on does not vouch for an address that this city lets in.',
    );
  return { city, issuer: settings.issuer, subject: claims.subject, email, name: claims.name };
}

function failed(): UnauthenticatedError {
  return new UnauthenticatedError('SINGLE_SIGN_ON_FAILED', 'The city’s sign-on did not succeed: try again.');
}
