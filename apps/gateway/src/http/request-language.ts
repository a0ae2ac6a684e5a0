import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Language } from '@bole/kernel';

/** The language of the answer: `?lang=zh|en`, else what Accept-Language prefers, else Chinese. */
export const RequestLanguage = createParamDecorator((_data: unknown, context: ExecutionContext): Language =>
  preferredLanguage(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The same, from the request; a `lang` that is neither counts for nothing here: the endpoint has refused it. */
export function preferredLanguage(request: FastifyRequest): Language {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  return lang === 'zh' || lang === 'en' ? lang : accepted(request.headers['accept-language'] ?? '');
}

/** Of the ranges of an Accept-Language header (RFC 9110), the one of the highest weight that is Chinese or English. */
function accepted(header: string): Language {
  let best: { language: Language; weight: number } = { language: 'zh', weight: 0 };
  for (const range of header.split(',', 20)) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const language = tag.split('-')[0];
    if (language !== 'zh' && language !== 'en') continue;
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = given === undefined ? 1 : Number(given.slice(2));
    if (weight > best.weight) best = { language, weight };
  }
  return best.language;
}
