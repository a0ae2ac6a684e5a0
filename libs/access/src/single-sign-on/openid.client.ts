import { Inject, Injectable, Logger } from '@nestjs/common';
import { ConflictError, UnauthenticatedError, UnavailableError } from '@bole/kernel';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { LRUCache } from 'lru-cache';
import * as openid from 'openid-client';
import { type SingleSignOn } from './single-sign-on.schema';

/** What stays with Bole while a person is at the provider. */
export interface SignOnRequest {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE: shows that who redeems the code is who asked for it. */
  readonly codeVerifier: string;
}

/** What a provider says of a person. */
export interface ProviderClaims {
  readonly subject: string;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly name: string | undefined;
}

const ANSWER_LIMIT_S = 10;
const DISCOVERED_FOR_MS = 10 * 60_000;
const PROVIDERS = 500;

/** Talks OpenID Connect with the providers of cities: authorization code flow with PKCE, state and nonce. */
@Injectable()
export class OpenIdClient {
  private readonly logger = new Logger(OpenIdClient.name);
  private readonly discovered = new LRUCache<string, openid.Configuration>({
    max: PROVIDERS,
    ttl: DISCOVERED_FOR_MS,
  });

  constructor(@Inject(BOLE_CONFIG) private readonly config: BoleConfig) {}

  /** Where to send the person, and what to keep until it comes back. */
  async begin(
    city: string,
    settings: SingleSignOn,
    redirectUri: string,
  ): Promise<{ readonly url: string; readonly request: SignOnRequest }> {
    const provider = await this.discover(city, settings);
    const request = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
    };
    const url = openid.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: request.state,
      nonce: request.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(request.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, request };
  }

  /** What the provider says of the person who came back to `returnUrl`. Throws UnauthenticatedError for whatever does not fit. */
  async finish(
    city: string,
    settings: SingleSignOn,
    request: SignOnRequest,
    returnUrl: URL,
  ): Promise<ProviderClaims> {
    const provider = await this.discover(city, settings);
    try {
      const tokens = await openid.authorizationCodeGrant(provider, returnUrl, {
        expectedState: request.state,
        expectedNonce: request.nonce,
        pkceCodeVerifier: request.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('no ID token');
      // Many providers keep the address out of the ID token.
      const more =
        claims['email'] === undefined && provider.serverMetadata().userinfo_endpoint !== undefined
          ? await openid.fetchUserInfo(provider, tokens.access_token, claims.sub)
          : claims;
      return {
        subject: claims.sub,
        email: textOf(more['email']),
        emailVerified: more['email_verified'] === true,
        name: textOf(more['name']),
      };
    } catch (error) {
      if (isNoAnswer(error)) throw this.unavailable(city, error);
      this.logger.warn('A single sign-on failed', { city, reason: reasonOf(error) });
      throw new UnauthenticatedError(
        'SINGLE_SIGN_ON_FAILED',
        'The city’s sign-on did not succeed: try again.',
      );
    }
  }

  private async discover(city: string, settings: SingleSignOn): Promise<openid.Configuration> {
    const { issuer, clientId, secretName } = settings;
    const entry = this.config.signOnProviders.get(secretName);
    if (entry?.city !== city || entry.issuer !== issuer)
      throw new ConflictError(
        'SINGLE_SIGN_ON_NOT_SET_UP',
        `The operator has not set up the provider ${secretName} for this city and issuer.`,
      );
    const key = JSON.stringify([issuer, clientId, secretName]);
    const known = this.discovered.get(key);
    if (known !== undefined) return known;
    const isPlain = new URL(issuer).protocol === 'http:';
    try {
      const found = await openid.discovery(
        new URL(issuer),
        clientId,
        undefined,
        openid.ClientSecretBasic(entry.clientSecret),
        {
          timeout: ANSWER_LIMIT_S,
          // Only what the configuration takes: an issuer on this very machine.
          execute: isPlain ? [openid.allowInsecureRequests] : [],
        },
      );
      this.discovered.set(key, found);
      return found;
    } catch (error) {
      throw this.unavailable(city, error);
    }
  }

  private unavailable(city: string, error: unknown): UnavailableError {
    this.logger.warn('A provider of single sign-on does not answer as it should', {
      city,
      reason: reasonOf(error),
    });
    return new UnavailableError(
      'SINGLE_SIGN_ON_UNAVAILABLE',
      'The city’s sign-on does not answer: try again later.',
    );
  }
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}

/** The error's own code alone: its message may hold what the provider says of a person. */
function reasonOf(error: unknown): string {
  const { code, error: answered, name } = error as { code?: unknown; error?: unknown; name?: unknown };
  return [name, code, answered].filter((part) => typeof part === 'string').join(' ');
}

/** No connection, or too late; anything else was an answer. */
function isNoAnswer(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string };
  return error instanceof TypeError || name === 'TimeoutError' || code === 'OAUTH_TIMEOUT';
}
