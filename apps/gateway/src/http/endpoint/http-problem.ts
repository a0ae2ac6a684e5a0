/** A problem of the edge itself that has no class in the kernel, with the status that HTTP has for it. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** For an address that exists, asked with a method that it does not take. */
export function methodNotAllowed(taken: readonly string[]): HttpProblem {
  const allow = taken.join(', ');
  return new HttpProblem(405, 'METHOD_NOT_ALLOWED', `This address takes ${allow}.`, { allow });
}
