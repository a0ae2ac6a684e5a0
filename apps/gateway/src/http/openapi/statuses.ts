import { type AnyEndpoint } from '../endpoint';
import { type ProblemCode } from '../problems/problem-code';
import { PROBLEM_CODES } from '../problems/problem-codes';

/** The statuses of the problems that an endpoint may answer, ascending. */
export function problemStatuses(endpoint: AnyEndpoint): number[] {
  const { access, method, idempotent, ifMatch, problems = [] } = endpoint;
  const open = access === 'anyone';
  const changes = method !== 'GET';
  const statuses = [
    ...[400, 414, 422, 431, 500],
    ...(open ? [] : [401, 429]),
    ...(changes || (!open && access !== 'signed-in') ? [403] : []),
    ...(changes ? [413, 415] : []),
    ...(idempotent === true ? [409] : []),
    ...(ifMatch === undefined ? [] : [412]),
    ...(ifMatch === 'required' ? [428] : []),
    ...problems,
  ];
  return [...new Set(statuses)].sort((a, b) => a - b);
}

/** The codes that come with a status, in the order of the catalogue. */
export function codesOf(status: number): [string, ProblemCode][] {
  return Object.entries<ProblemCode>(PROBLEM_CODES).filter(([, code]) => code.status === status);
}
