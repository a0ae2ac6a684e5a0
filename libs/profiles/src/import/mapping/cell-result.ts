/** A cell turned into a field's value, or what is wrong with it. */
export type CellResult<Value = unknown> =
  | { readonly ok: true; readonly value: Value; readonly currency?: string | undefined }
  | { readonly ok: false; readonly code: string; readonly expected: string };

export function taken<Value>(value: Value, currency?: string): CellResult<Value> {
  return { ok: true, value, ...(currency === undefined ? {} : { currency }) };
}

export function wrong(
  code: string,
  expected: string,
): { readonly ok: false; readonly code: string; readonly expected: string } {
  return { ok: false, code, expected };
}
