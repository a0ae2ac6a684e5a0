import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { Acting } from '@bole/persistence';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { BOLE_CONFIG, type BoleConfig } from '@bole/platform';
import { AUDIT, type Audit } from './audit-port';
import { callerOf } from './access.guard';
import { checkAnswer } from './check-answer';
import { type AnyEndpoint } from './endpoint';
import { endpointOf } from './endpoint.decorator';
import { type Exchange, Exchanges } from './exchange';
import { HttpProblem } from './http-problem';
import {
  type Attempt,
  IdempotentAnswers,
  refuseUnhonouredKey,
  type Settle,
} from './idempotency/idempotent-answers';
import { InputReader } from './input-reader';
import { StreamedAnswer } from './streamed-answer';

/**
 * What stands between an endpoint's guard and its handler: validation first, then the handler in the caller's scope, so
 * that the database sees who asks, once per Idempotency-Key, with its entry in the audit before the answer leaves.
 */
@Injectable()
export class EndpointInterceptor implements NestInterceptor {
  private readonly readers = new Map<AnyEndpoint, InputReader>();

  constructor(
    @Inject(AUDIT) private readonly audit: Audit,
    @Inject(BOLE_CONFIG) private readonly config: BoleConfig,
    private readonly idempotent: IdempotentAnswers,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context.getHandler());
    if (endpoint === undefined) return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const caller = callerOf(request);
    const handled = async (): Promise<unknown> => {
      refuseUnhonouredKey(endpoint, request);
      const input = this.reader(endpoint).read(request);
      checkIfMatch(endpoint, request);
      const exchange: Exchange = { request, reply, endpoint, caller, input, note: {} };
      return Exchanges.run(exchange, () => this.answer(exchange, next));
    };
    return from(caller === undefined ? handled() : Acting.run(caller.scope, handled));
  }

  private async answer(exchange: Exchange, next: CallHandler): Promise<unknown> {
    const { endpoint, reply, caller } = exchange;
    const together = endpoint.audit?.together === true;
    const work = async (attempt?: Attempt): Promise<unknown> => {
      const answer = await lastValueFrom<unknown, undefined>(next.handle(), { defaultValue: undefined });
      if (!together) attempt?.stands(answer);
      if (this.config.http.checkAnswers) checkAnswer(endpoint, reply.statusCode, answer);
      await this.record(exchange, answer);
      await attempt?.keep(answer);
      return answer;
    };
    const once = (attempt?: Attempt) => (together ? this.audit.together(() => work(attempt)) : work(attempt));
    const settle: Settle = (first, given, note) =>
      this.audit.together(async () => {
        if (await first()) await this.record({ ...exchange, note }, given);
      });
    const answer =
      endpoint.idempotent === true ? await this.idempotent.answer(exchange, once, settle) : await once();
    if (endpoint.cache !== undefined) void reply.header('cache-control', endpoint.cache);
    return answer instanceof StreamedAnswer ? streamed(answer, exchange, caller?.scope) : answer;
  }

  private async record(exchange: Exchange, answer: unknown): Promise<void> {
    const { endpoint, caller, input, note } = exchange;
    if (endpoint.audit === undefined || caller === undefined) return;
    const { action } = endpoint.audit;
    const object = endpoint.audit.object(input as never, answer as never);
    await this.audit.record({ action, object, caller, ...note });
  }

  private reader(endpoint: AnyEndpoint): InputReader {
    let reader = this.readers.get(endpoint);
    if (reader === undefined) this.readers.set(endpoint, (reader = new InputReader(endpoint)));
    return reader;
  }
}

/** RFC 6585: a change that could overwrite another's must say which revision it is of. */
function checkIfMatch({ ifMatch }: AnyEndpoint, { headers }: FastifyRequest): void {
  if (ifMatch !== 'required' || headers['if-match'] !== undefined) return;
  throw new HttpProblem(428, 'IF_MATCH_NEEDED', 'Send the ETag that you read in If-Match.');
}

function streamed(
  answer: StreamedAnswer,
  { reply }: Exchange,
  scope: Parameters<StreamedAnswer['toReadable']>[0],
): StreamableFile {
  const { disposition, options } = answer;
  if (disposition !== undefined) void reply.header('content-disposition', disposition);
  void reply.header('content-type', options.type);
  return new StreamableFile(answer.toReadable(scope));
}
