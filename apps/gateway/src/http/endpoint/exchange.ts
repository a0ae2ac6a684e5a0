import { AsyncLocalStorage } from 'node:async_hooks';
import { type Principal } from '@bole/access';
import { PreconditionFailedError } from '@bole/kernel';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type AnyEndpoint, type AnyInput } from './endpoint';

/** One request that is being answered. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly endpoint: AnyEndpoint;
  /** Undefined on an endpoint for anyone. */
  readonly caller: Principal | undefined;
  readonly input: AnyInput;
  note: AuditNoteContent;
}

export interface AuditNoteContent {
  readonly before?: unknown;
  readonly after?: unknown;
}

const current = new AsyncLocalStorage<Exchange>();

export const Exchanges = {
  run: <Result>(exchange: Exchange, work: () => Result): Result => current.run(exchange, work),
  /** Throws where no endpoint is at work. */
  current(): Exchange {
    const exchange = current.getStore();
    if (exchange === undefined) throw new Error('No endpoint is answering a request here');
    return exchange;
  },
};

/** What the audit is to keep besides who did what to which thing; members given later replace earlier ones. */
export const AuditNote = {
  set(content: AuditNoteContent): void {
    const exchange = Exchanges.current();
    exchange.note = { ...exchange.note, ...content };
  },
};

/** Answers with this one of the declared statuses, in place of the first 2xx. */
export function setStatus(status: number): void {
  const { endpoint, reply } = Exchanges.current();
  if (!(status in endpoint.answers)) throw new Error(`Endpoint ${endpoint.id} declares no answer ${status}`);
  void reply.status(status);
}

/** The revision of the single thing that is answered, as its strong ETag: `"<revision>"`. */
export function setRevision(revision: number | string): void {
  void Exchanges.current().reply.header('etag', revisionTag(revision));
}

/** Throws PreconditionFailedError (412) when the request names another revision in If-Match; without one it goes on. */
export function requireMatch(revision: number | string): void {
  const given = Exchanges.current().request.headers['if-match'];
  if (given === undefined || given.trim() === '*') return;
  if (tagsOf(given).includes(revisionTag(revision))) return;
  throw new PreconditionFailedError(
    'REVISION_MOVED_ON',
    `The thing is at ${revisionTag(revision)} now, not at ${given}: read it again.`,
  );
}

export function revisionTag(revision: number | string): string {
  return `"${revision}"`;
}

/** The entity tags of If-Match or If-None-Match; commas inside quotes do not part them. */
export function tagsOf(header: string): string[] {
  return header.match(/(?:W\/)?"[^"]*"/g) ?? [];
}
