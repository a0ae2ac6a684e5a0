import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Principal } from '@bole/access';
import { type Clock, ConflictError, type Ids } from '@bole/kernel';
import { CLOCK, IDS } from '@bole/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type AnyEndpoint } from '../endpoint';
import { type AuditNoteContent, type Exchange } from '../exchange';
import { HttpProblem } from '../http-problem';
import { bytesOf } from '../input-reader';
import { ERASED_STATUS, type IdempotencyEntry, IdempotencyStore, type KeptAnswer } from './idempotency.store';
import { LEASE_MS, whileRenewing } from './while-renewing';

const KEPT_MS = 24 * 3_600_000;

/** Headers that belong to the answer itself. */
const KEPT_HEADERS = ['etag', 'location'] as const;

/** What the work tells of itself, so that the key is let go only where nothing was done. */
export interface Attempt {
  /** The deed is done, and nothing that fails from here on undoes it. What fails is owed to the audit. */
  stands(answer: unknown): void;
  /** Keeps the good answer; in the transaction of the deed where there is one. */
  keep(answer: unknown): Promise<void>;
}

/** Writes the entry of a deed in the audit, with what was to be noted, if `first` says that nobody has yet. */
export type Settle = (
  first: () => Promise<boolean>,
  answer: unknown,
  note: AuditNoteContent,
) => Promise<void>;

/**
 * One answer per Idempotency-Key and caller for 24 hours (draft-ietf-httpapi-idempotency-key-header): a request that
 * comes again gets the first one's good answer. After an error the key is free again, unless the deed stands: then it is
 * not done again, but its entry in the audit is made up for, and its answer given.
 */
@Injectable()
export class IdempotentAnswers {
  private readonly logger = new Logger(IdempotentAnswers.name);

  constructor(
    private readonly store: IdempotencyStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Throws ConflictError while the first is at work, HttpProblem 422 when the key was another request's. */
  async answer(
    exchange: Exchange,
    work: (attempt: Attempt) => Promise<unknown>,
    settle: Settle,
  ): Promise<unknown> {
    const { request, reply, caller, endpoint } = exchange;
    const key = keyOf(request);
    if (key === undefined) return work(NOT_KEPT);
    if (caller === undefined) throw new Error(`Endpoint ${endpoint.id} is idempotent, but for anyone`);
    const entry = this.entry(key, request, caller);
    const earlier = await this.store.begin(entry);
    if (earlier === undefined) return this.first(entry, exchange, work);

    if (earlier.fingerprint !== entry.fingerprint)
      throw new HttpProblem(
        422,
        'IDEMPOTENCY_KEY_REUSED',
        'This Idempotency-Key was sent with another request.',
      );
    if (earlier.answer === null)
      throw new ConflictError(
        'REQUEST_IN_PROGRESS',
        'The first request with this Idempotency-Key is at work.',
      );
    if (earlier.answer.status === ERASED_STATUS)
      throw new ConflictError(
        'ANSWER_ERASED',
        'The first request with this Idempotency-Key did its work, but its answer named somebody who has been erased since. It is not done again: read what stands now.',
      );
    const { status, headers, body, owed } = earlier.answer;
    const answer = body === null ? undefined : (JSON.parse(body) as unknown);
    if (owed !== undefined) await settle(() => this.store.settle(entry), answer, owed);
    void reply.status(status).headers({ ...headers, 'idempotency-replayed': 'true' });
    return answer;
  }

  private async first(
    entry: IdempotencyEntry,
    exchange: Exchange,
    work: (attempt: Attempt) => Promise<unknown>,
  ): Promise<unknown> {
    let standing: KeptAnswer | undefined;
    const attempt: Attempt = {
      stands: (answer) => (standing = kept(answer, exchange.reply)),
      keep: (answer) => this.store.finish(entry, kept(answer, exchange.reply)),
    };
    try {
      return await whileRenewing(
        () => work(attempt),
        () => this.store.renew(entry, new Date(this.clock.now().getTime() + LEASE_MS)),
        (error) => this.logger.warn('An Idempotency-Key could not be held for longer', error),
      );
    } catch (error) {
      if (standing === undefined) await this.store.release(entry);
      else await this.store.finish(entry, { ...standing, owed: exchange.note });
      throw error;
    }
  }

  private entry(key: string, request: FastifyRequest, caller: Principal): IdempotencyEntry {
    const now = this.clock.now();
    return {
      city: caller.city,
      caller: `${caller.kind}:${caller.id}`,
      // By its hash: a key may be made of what it is about, such as an address.
      key: sha256(key),
      fingerprint: fingerprintOf(request),
      attempt: this.ids.next(),
      now,
      leaseUntil: new Date(now.getTime() + LEASE_MS),
      expiresAt: new Date(now.getTime() + KEPT_MS),
    };
  }
}

const NOT_KEPT: Attempt = { stands: () => undefined, keep: async () => undefined };

/** On what does not take a key, a caller who relies on one would do the thing twice. */
export function refuseUnhonouredKey({ method, idempotent }: AnyEndpoint, { headers }: FastifyRequest): void {
  if (method === 'GET' || idempotent === true || headers['idempotency-key'] === undefined) return;
  throw new HttpProblem(
    400,
    'IDEMPOTENCY_KEY_NOT_HONOURED',
    'This operation does not honour an Idempotency-Key: sent twice, it is done twice. Leave the header out.',
  );
}

/** The draft writes the key as a quoted string; most clients leave the quotes out. */
function keyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'];
  if (given === undefined) return undefined;
  const key = String(given).replace(/^"(.*)"$/, '$1');
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new HttpProblem(
    400,
    'IDEMPOTENCY_KEY_INVALID',
    'An Idempotency-Key has 1 to 255 visible ASCII characters.',
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function fingerprintOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(bytesOf(request) ?? '')
    .digest('hex');
}

function kept(answer: unknown, reply: FastifyReply): KeptAnswer {
  const headers = KEPT_HEADERS.flatMap((name): [string, string][] => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)]];
  });
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(headers),
    body: answer === undefined ? null : JSON.stringify(answer),
  };
}
