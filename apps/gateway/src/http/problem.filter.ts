import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { InvalidInputError, NotFoundError, type Problem } from '@bole/kernel';
import { PROCESS_LOG, type ProcessLog } from '@bole/platform';

/** RFC 9457 problem details. `code` is stable; `errors` name every wrong field and what would be right. */
interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly instance: string;
  readonly errors?: readonly Problem[];
}

/** Turns every error into problem+json: a user's mistake says what would be right, a program's mistake says nothing but its number. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(PROCESS_LOG) private readonly log: ProcessLog) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = toProblem(error, http.getRequest<FastifyRequest>().url);
    if (problem.status >= 500) this.log.error({ err: error, path: problem.instance }, 'a request failed');
    void http
      .getResponse<FastifyReply>()
      .status(problem.status)
      .type('application/problem+json')
      .send(problem);
  }
}

function toProblem(error: unknown, instance: string): ProblemDetails {
  const problem = (
    status: number,
    code: string,
    title: string,
    more: Pick<ProblemDetails, 'detail' | 'errors'> = {},
  ) => ({
    type: `urn:bole:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    code,
    instance,
    ...more,
  });
  if (error instanceof InvalidInputError)
    return problem(422, 'INPUT_INVALID', 'Some fields are wrong.', { errors: error.problems });
  if (error instanceof NotFoundError)
    return problem(404, error.code, 'There is no such thing.', { detail: error.message });
  const status = statusOf(error);
  if (status !== undefined && status < 500)
    return problem(status, CODES[status] ?? 'REQUEST_INVALID', (error as Error).message);
  return problem(500, 'INTERNAL', 'Something went wrong on our side; it has been noted.');
}

const CODES: Readonly<Record<number, string>> = {
  400: 'REQUEST_MALFORMED',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
};

/** Nest's own exceptions and Fastify's (a body that does not parse, or is too large) carry their status differently. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
