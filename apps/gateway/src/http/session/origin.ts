import { type Origin } from '@bole/access';
import { type FastifyRequest } from 'fastify';

/** Where a request comes from, as the audit keeps it. */
export function originOf({ ip, headers }: FastifyRequest): Origin {
  const userAgent = headers['user-agent'];
  return { ip, ...(userAgent === undefined ? {} : { userAgent }) };
}
