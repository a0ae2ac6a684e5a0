/** The two kinds of profile that Bole takes in. */
export const PARTY_KINDS = ['investor', 'project'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** A source's name for its record, as one text; JSON so that no two pairs give the same text. */
export function sourceRefText(source: string, sourceId: string): string {
  return JSON.stringify([source, sourceId]);
}
