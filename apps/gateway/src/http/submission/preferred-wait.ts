import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { endpointOf } from '../endpoint';

const LONGEST_SECONDS = 10;

/**
 * How long the caller would wait for what becomes of a submission, in milliseconds: `Prefer: wait=n` (RFC 7240), at most 10
 * seconds; 0 without it. What is granted is told in Preference-Applied. Throws where the endpoint does not declare it.
 */
export const PreferredWait = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  if (endpointOf(context.getHandler())?.prefersWait !== true)
    throw new Error(`${context.getHandler().name}: its endpoint does not declare that it takes Prefer`);
  const http = context.switchToHttp();
  const { prefer } = http.getRequest<FastifyRequest>().headers;
  const wanted = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:[,;]|$)/i.exec(String(prefer ?? ''))?.[1];
  if (wanted === undefined) return 0;
  const seconds = Math.min(Number(wanted), LONGEST_SECONDS);
  void http.getResponse<FastifyReply>().header('preference-applied', `wait=${seconds}`);
  return seconds * 1000;
});
