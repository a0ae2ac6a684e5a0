import { timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { type Origin, type Principal } from '@bole/access';
import { ForbiddenError, UnauthenticatedError } from '@bole/kernel';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AUTHENTICATOR, type Authenticates } from './authenticator';
import { type Access } from './endpoint';
import { endpointOf } from './endpoint.decorator';
import { rateLimitHeaders } from '../edge/rate-limit-headers';
import { SameOrigin } from '../edge/same-origin';
import { SessionCookie } from '../edge/session-cookie';

const CALLER = Symbol('caller');
type WithCaller = FastifyRequest & { [CALLER]?: Principal };

/** Who asks, as the guard found out; undefined on an endpoint for anyone. */
export function callerOf(request: FastifyRequest): Principal | undefined {
  return (request as WithCaller)[CALLER];
}

/** Lets in whoever the endpoint's declaration lets in: by API key, or by session cookie with its CSRF token. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticates,
    private readonly cookie: SessionCookie,
    private readonly sameOrigin: SameOrigin,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const endpoint = endpointOf(context.getHandler());
    // Only /health and the pages have none: `RouteTable` lets nothing else boot.
    if (endpoint === undefined) return true;
    const byBrowser = request.headers.authorization === undefined;
    if (byBrowser && changesThings(request)) this.sameOrigin.check(request);
    if (endpoint.access === 'anyone') return true;

    const principal = byBrowser ? await this.bySession(request) : await this.byKey(request);
    if (principal === undefined)
      throw new UnauthenticatedError('SIGN_IN_NEEDED', 'Sign in, or send an API key.');
    if (principal.rateLimit !== undefined)
      void http.getResponse<FastifyReply>().headers(rateLimitHeaders(principal.rateLimit));
    if (byBrowser && changesThings(request)) checkCsrf(request, principal);
    checkPermission(endpoint.access, principal);
    (request as WithCaller)[CALLER] = principal;
    return true;
  }

  private async byKey(request: FastifyRequest): Promise<Principal | undefined> {
    const key = /^Bearer +(bole_[\w.~+/-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    const principal = key && (await this.authenticator.byKey(key, originOf(request)));
    if (principal) return principal;
    throw new UnauthenticatedError('KEY_INVALID', 'The API key is none, or has expired or been revoked.');
  }

  private async bySession(request: FastifyRequest): Promise<Principal | undefined> {
    const token = this.cookie.read(request);
    return token === undefined ? undefined : this.authenticator.bySession(token, originOf(request));
  }
}

function changesThings({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** A page of another site can make a browser send the cookie, but cannot read the token that has to come with it. */
function checkCsrf(request: FastifyRequest, { session }: Principal): void {
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const right = Buffer.from(session?.csrfToken ?? '');
  if (right.length > 0 && given.length === right.length && timingSafeEqual(given, right)) return;
  throw new ForbiddenError('CSRF_TOKEN_INVALID', 'Send the session’s CSRF token in x-csrf-token.');
}

function checkPermission(access: Access, { permissions }: Principal): void {
  if (access === 'signed-in' || access === 'anyone' || permissions.has(access)) return;
  throw new ForbiddenError('PERMISSION_MISSING', `This needs the permission ${access}.`);
}

function originOf({ ip, headers }: FastifyRequest): Origin {
  const userAgent = headers['user-agent'];
  return { ip, ...(userAgent === undefined ? {} : { userAgent }) };
}
