import { canonicalJson } from '@bole/kernel';

/** Of an edit, what the audit keeps: the members that differ. Who an officer is stays out of a record that is never erased. */
export function changedMembers(
  before: object,
  after: object,
): { readonly before: Record<string, unknown>; readonly after: Record<string, unknown> } {
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => canonicalJson(was[name] ?? null) !== canonicalJson(is[name] ?? null),
  );
  const of = (profile: Record<string, unknown>) =>
    Object.fromEntries(
      names.map((name) => [name, PERSONAL.has(name) ? '(not kept here)' : (profile[name] ?? null)]),
    );
  return { before: of(was), after: of(is) };
}

const PERSONAL: ReadonlySet<string> = new Set(['officer', 'contacts']);
