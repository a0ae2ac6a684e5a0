import { Inject, Injectable } from '@nestjs/common';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { type CookieSerializeOptions } from '@fastify/cookie';
import { type FastifyReply, type FastifyRequest } from 'fastify';

const NAME = 'bole-single-sign-on';
const TEN_MINUTES_S = 600;

/** Binds a sign-on by a city's provider to the browser that began it. Lax, for it is the provider that sends the browser back. */
@Injectable()
export class AttemptCookie {
  private readonly options: CookieSerializeOptions;

  constructor(@Inject(BOLE_CONFIG) { http }: BoleConfig) {
    const secure = new URL(http.publicUrl).protocol === 'https:';
    this.options = { path: '/sign-in', httpOnly: true, sameSite: 'lax', secure };
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[NAME] || undefined;
  }

  set(reply: FastifyReply, attempt: string): void {
    void reply.setCookie(NAME, attempt, { ...this.options, maxAge: TEN_MINUTES_S });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(NAME, this.options);
  }
}
