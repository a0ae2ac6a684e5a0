import { Inject, Injectable } from '@nestjs/common';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { type CookieSerializeOptions } from '@fastify/cookie';
import { type FastifyReply, type FastifyRequest } from 'fastify';

/** The cookie that carries a session's token. Over https it is bound to the host (`__Host-`); plain http is for loopback. */
@Injectable()
export class SessionCookie {
  readonly name: string;
  private readonly options: CookieSerializeOptions;

  constructor(@Inject(BOLE_CONFIG) { http }: BoleConfig) {
    const secure = new URL(http.publicUrl).protocol === 'https:';
    this.name = secure ? '__Host-bole' : 'bole';
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure };
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name] || undefined;
  }

  set(reply: FastifyReply, token: string, expires: Date): void {
    void reply.setCookie(this.name, token, { ...this.options, expires });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.options);
  }
}
