import { HttpException } from '@nestjs/common';
import {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  type Language,
  NotFoundError,
  PreconditionFailedError,
  type Problem,
  TooManyRequestsError,
  UnauthenticatedError,
  UnavailableError,
} from '@bole/kernel';
import { KeyLimitReachedError } from '@bole/access';
import { HttpProblem } from '../endpoint/http-problem';
import { rateLimitHeaders } from '../edge/rate-limit-headers';
import { type ProblemCode } from './problem-code';
import { PROBLEM_CODES } from './problem-codes';

/** RFC 9457 problem details. `code` is stable; `errors` name every wrong field and what would be right. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** The path that was asked for. */
  readonly instance: string;
  readonly errors?: readonly Problem[];
}

export interface ProblemAnswer {
  readonly problem: ProblemDetails;
  readonly headers: Readonly<Record<string, string>>;
}

interface Reading {
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly Problem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Any error as a problem: a user's mistake says what would be right, a program's mistake says nothing but its number. */
export function toProblem(error: unknown, instance: string, language: Language): ProblemAnswer {
  const { headers = {}, ...reading } = read(error);
  const known: ProblemCode =
    (PROBLEM_CODES as Readonly<Record<string, ProblemCode>>)[reading.code] ?? usual(reading.status);
  return {
    problem: { type: `/docs/problems#${reading.code}`, title: known[language], instance, ...reading },
    headers,
  };
}

function read(error: unknown): Reading {
  if (error instanceof InvalidInputError)
    return { status: 422, code: 'INPUT_INVALID', errors: error.problems };
  if (error instanceof HttpProblem)
    return { status: error.status, code: error.code, detail: error.message, headers: error.headers };
  for (const [type, status] of CODED) {
    if (!(error instanceof type)) continue;
    return { status, code: error.code, detail: error.message, headers: headersOf(error) };
  }
  return storing(error) ?? ofTheServer(error) ?? { status: 500, code: 'INTERNAL' };
}

const CODED = [
  [NotFoundError, 404],
  [ForbiddenError, 403],
  [UnauthenticatedError, 401],
  [ConflictError, 409],
  [PreconditionFailedError, 412],
  [TooManyRequestsError, 429],
  [UnavailableError, 503],
] as const;

function headersOf(error: unknown): Record<string, string> {
  if (error instanceof UnauthenticatedError) return { 'www-authenticate': 'Bearer realm="Bole"' };
  if (error instanceof TooManyRequestsError)
    return {
      'retry-after': String(Math.max(1, Math.ceil(error.retryAfterSeconds))),
      ...(error instanceof KeyLimitReachedError ? rateLimitHeaders(error.rateLimit) : {}),
    };
  return {};
}

/** What Postgres says of a value that no validation caught: characters or numbers that it cannot hold. */
const UNSTORABLE = new Map([
  ['22021', 'TEXT_UNSTORABLE'],
  ['22P05', 'TEXT_UNSTORABLE'],
  ['22003', 'VALUE_UNSTORABLE'],
  ['22008', 'VALUE_UNSTORABLE'],
]);

function storing(error: unknown): Reading | undefined {
  const { driverError } = (error ?? {}) as { driverError?: { code?: string } };
  const code = UNSTORABLE.get(driverError?.code ?? '');
  if (code === undefined) return undefined;
  const errors = [{ code, field: 'value', expected: 'a value that can be kept' }];
  return { status: 422, code: 'INPUT_INVALID', errors };
}

const BY_STATUS: Readonly<Record<number, keyof typeof PROBLEM_CODES>> = {
  400: 'REQUEST_MALFORMED',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  414: 'URL_TOO_LONG',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  431: 'HEADERS_TOO_LARGE',
  503: 'STOPPING',
};

/** Nest's own exceptions and Fastify's (a body that is too large, a URL that does not decode) carry their status differently. */
function ofTheServer(error: unknown): Reading | undefined {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status !== 'number' || status < 400 || (status >= 500 && status !== 503)) return undefined;
  return { status, code: BY_STATUS[status] ?? 'REQUEST_MALFORMED' };
}

function usual(status: number): ProblemCode {
  return PROBLEM_CODES[BY_STATUS[status] ?? (status < 500 ? 'REQUEST_MALFORMED' : 'INTERNAL')];
}
