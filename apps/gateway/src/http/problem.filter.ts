import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { PROCESS_LOG, type ProcessLog } from '@bole/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type HttpProblem, methodNotAllowed } from './endpoint/http-problem';
import { RouteTable } from './endpoint/route-table';
import { toProblem } from './problems/to-problem';
import { preferredLanguage } from './request-language';

/** Answers every error with problem+json (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(PROCESS_LOG) private readonly log: ProcessLog,
    private readonly routes: RouteTable,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const path = request.url.split('?')[0] ?? '';
    const { problem, headers } = toProblem(
      this.otherMethod(error, path) ?? error,
      path,
      preferredLanguage(request),
    );
    if (problem.status >= 500) this.log.error({ err: error, path }, 'a request failed');
    void http
      .getResponse<FastifyReply>()
      .status(problem.status)
      // What the handler had prepared for a good answer.
      .removeHeader('etag')
      .removeHeader('content-disposition')
      .headers({ ...headers, 'cache-control': 'no-store' })
      .type('application/problem+json')
      .send(problem);
  }

  /** An address that exists, asked with a method that it does not take. */
  private otherMethod(error: unknown, path: string): HttpProblem | undefined {
    if (!(error instanceof HttpException) || error.getStatus() !== 404) return undefined;
    const methods = this.routes.methodsOf(path);
    return methods.length === 0 ? undefined : methodNotAllowed(methods);
  }
}
