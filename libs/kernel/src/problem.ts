/**
 * One thing that is wrong with an input, said so that its owner can mend it.
 * `code` is stable and translatable (`LEAD_STAGE_INVALID`), `field` a path such as `profile.capex.min`,
 * `value` what was found (shortened), `expected` what would be right.
 */
export interface Problem {
  readonly code: string;
  readonly field: string;
  readonly value?: string;
  readonly expected: string;
}

/** A user's mistake: coded, never a stack trace; the edge turns it into RFC 9457 problem+json. */
export class InvalidInputError extends Error {
  override readonly name = 'InvalidInputError';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('; '));
  }
}

/** An error whose code is stable and translatable. */
abstract class CodedError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Something named by the caller that does not exist, or not for this caller. */
export class NotFoundError extends CodedError {
  override readonly name = 'NotFoundError';
}

/** The caller is known, and may not do this. */
export class ForbiddenError extends CodedError {
  override readonly name = 'ForbiddenError';
}

/** Nobody knows who asks: no sign-in or key, or one that does not hold. */
export class UnauthenticatedError extends CodedError {
  override readonly name = 'UnauthenticatedError';
}

/** What is asked for goes against the present state. */
export class ConflictError extends CodedError {
  override readonly name = 'ConflictError';
}

/** The thing has moved on since the caller read it. */
export class PreconditionFailedError extends CodedError {
  override readonly name = 'PreconditionFailedError';
}

/** Too much at once; it may be asked again after `retryAfterSeconds`. */
export class TooManyRequestsError extends CodedError {
  override readonly name = 'TooManyRequestsError';
  constructor(
    code: string,
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(code, message);
  }
}

/** Something outside of Bole that is needed for this does not answer as it should; later it may. */
export class UnavailableError extends CodedError {
  override readonly name = 'UnavailableError';
}

export function describeProblem(problem: Problem): string {
  const found = problem.value === undefined ? '' : ` is ${problem.value}`;
  return `${problem.code}: ${problem.field}${found}; expected ${problem.expected}`;
}

const SHOWN_CHARACTERS = 120;

/** A value as it is shown in a problem: JSON, cut to 120 characters. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return text.length > SHOWN_CHARACTERS
    ? `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)`
    : text;
}
