import { Inject, Injectable } from '@nestjs/common';
import { ForbiddenError } from '@bole/kernel';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { type FastifyRequest } from 'fastify';

/** Refuses changes that a page of another site asks a browser for. Programs that are no browser send neither header. */
@Injectable()
export class SameOrigin {
  private readonly publicOrigin: string;

  constructor(@Inject(BOLE_CONFIG) { http }: BoleConfig) {
    this.publicOrigin = new URL(http.publicUrl).origin;
  }

  /** Throws ForbiddenError. */
  check({ headers }: FastifyRequest): void {
    const site = headers['sec-fetch-site'];
    const fine =
      site === undefined
        ? this.isOurs(headers.origin, headers.host)
        : site === 'same-origin' || site === 'none';
    if (!fine)
      throw new ForbiddenError('CROSS_SITE_REFUSED', 'This was asked for by a page of another site.');
  }

  /** Ours is the public URL, and the name by which the browser reached us: a foreign page cannot choose that. */
  private isOurs(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || origin === this.publicOrigin) return true;
    return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
  }
}
