import { type Problem } from './schema';

/** A request that was not answered as asked: the problem that Bole gave (RFC 9457), with its stable code. */
export class BoleApiError extends Error {
  override readonly name = 'BoleApiError';
  readonly status: number;
  readonly code: string;

  constructor(
    readonly problem: Problem,
    /** Stands in Bole's log lines of the request. */
    readonly correlationId: string | undefined,
    /** Seconds after which to ask again, where Bole says so. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`);
    this.status = problem.status;
    this.code = problem.code;
  }
}

/** The error of an answer that is no good one; what is no problem+json (a proxy's page, say) has the code NOT_A_PROBLEM. */
export async function errorOf(request: Request, response: Response): Promise<BoleApiError> {
  const { headers, status } = response;
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  return new BoleApiError(
    (await problemIn(response)) ?? {
      type: 'about:blank',
      title: response.statusText,
      status,
      code: 'NOT_A_PROBLEM',
      instance: new URL(request.url).pathname,
    },
    headers.get('x-correlation-id') ?? undefined,
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  );
}

async function problemIn(response: Response): Promise<Problem | undefined> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json') !== true) return undefined;
  const text = await response.text();
  return text === '' ? undefined : (JSON.parse(text) as Problem);
}
