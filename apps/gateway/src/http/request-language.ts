import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { InvalidInputError, type Language, shown } from '@bole/kernel';

/** The language of the answer: `?lang=zh|en`, else what Accept-Language prefers, else Chinese. */
export const RequestLanguage = createParamDecorator((_data: unknown, context: ExecutionContext): Language => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: { lang?: unknown } }>>();
  const { lang } = request.query;
  if (lang === undefined) return preferred(request.headers['accept-language'] ?? '');
  if (lang === 'zh' || lang === 'en') return lang;
  throw new InvalidInputError([
    { code: 'LANGUAGE_UNKNOWN', field: 'lang', value: shown(lang), expected: 'zh or en' },
  ]);
});

function preferred(header: string): Language {
  const first = header
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((language) => language === 'zh' || language === 'en');
  return first === 'en' ? 'en' : 'zh';
}
