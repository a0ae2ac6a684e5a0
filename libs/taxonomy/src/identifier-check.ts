/** What a check of a registration number found: nothing, or a coded fault and what would be right. */
export type IdentifierCheck =
  { readonly ok: true } | { readonly ok: false; readonly code: string; readonly expected: string };

export const SOUND: IdentifierCheck = { ok: true };

export function fault(code: string, expected: string): IdentifierCheck {
  return { ok: false, code, expected };
}
