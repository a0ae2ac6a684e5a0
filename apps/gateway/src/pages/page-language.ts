import { Inject, Injectable } from '@nestjs/common';
import { type Language } from '@bole/kernel';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { preferredLanguage } from '../http/request-language';

const COOKIE = 'bole-language';
const YEAR_S = 31_536_000;

/** The language of the pages: the one last chosen by `?lang=`, else what the browser prefers, else Chinese. */
@Injectable()
export class PageLanguage {
  private readonly secure: boolean;

  constructor(@Inject(BOLE_CONFIG) { http }: BoleConfig) {
    this.secure = http.publicUrl.startsWith('https:');
  }

  /** Remembers a choice that the request makes. */
  of(request: FastifyRequest, reply: FastifyReply): Language {
    const { lang } = request.query as { lang?: unknown };
    if (lang === 'zh' || lang === 'en') {
      const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure } as const;
      void reply.setCookie(COOKIE, lang, { ...options, maxAge: YEAR_S });
      return lang;
    }
    const chosen = request.cookies[COOKIE];
    return chosen === 'zh' || chosen === 'en' ? chosen : preferredLanguage(request);
  }
}
