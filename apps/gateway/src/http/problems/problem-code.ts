/** A code that an answer of the API may carry. Stable: a client may depend on it. */
export interface ProblemCode {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}
