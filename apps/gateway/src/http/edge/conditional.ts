import { createHash } from 'node:crypto';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { tagsOf } from '../endpoint/exchange';

/**
 * Conditional GET (RFC 9110 13.1.2): a good answer of text or bytes bears an ETag, its revision where the handler gave one, else a
 * hash of its bytes; whoever has it already is told so with 304 and no body.
 */
export function answerConditionally(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (request.method !== 'GET' && request.method !== 'HEAD') return payload;
  if (reply.statusCode !== 200 || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return payload;
  const given = reply.getHeader('etag');
  const tag = typeof given === 'string' ? given : hashTag(payload);
  if (given === undefined) void reply.header('etag', tag);
  if (!names(request.headers['if-none-match'], tag)) return payload;
  void reply.status(304).removeHeader('content-type').removeHeader('content-length');
  return '';
}

function hashTag(payload: string | Buffer): string {
  return `"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
}

/** If-None-Match compares weakly: `W/` counts for nothing. */
function names(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || tagsOf(header).some((given) => given.replace(/^W\//, '') === tag);
}
