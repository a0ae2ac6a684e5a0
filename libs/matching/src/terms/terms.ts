/** The fields of a search document and of a query's terms; the same as in libs/search. */
export type TermField = 'text' | 'name' | 'codes';

export interface WeightedTerm {
  readonly field: TermField;
  readonly term: string;
  /** Above 0. */
  readonly weight: number;
}

/** What a party's search document holds, besides its id and version. */
export interface DocumentContent {
  readonly fields: Readonly<Record<TermField, readonly string[]>>;
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

/** What to ask the search engine for. A list is empty where nothing is known to ask for. */
export interface PartyQueries {
  /** Words. */
  readonly lexical: readonly WeightedTerm[];
  /** Industries and places. */
  readonly codes: readonly WeightedTerm[];
}

/** So many words, and so many codes, a query has at most: more cost time and hardly change who is found. */
export const MOST_WORDS = 32;
export const MOST_CODES = 24;

/** A code of the GB/T 4754 tree as a token, e.g. `i:C38`. */
export const industryTerm = (code: string): string => `i:${code}`;

/** A place key as a token without blanks, e.g. `p:320500`, `p:USA:ca:palo_alto`. */
export const placeTerm = (key: string): string => `p:${key.replace(/\s+/g, '_')}`;

/** Adds up the weights of equal terms and keeps the `most` heaviest; equal weights in the order of their terms. */
export function heaviestTerms(terms: readonly WeightedTerm[], most: number): readonly WeightedTerm[] {
  const weights = new Map<string, WeightedTerm>();
  for (const { field, term, weight } of terms) {
    const key = `${field} ${term}`;
    weights.set(key, { field, term, weight: (weights.get(key)?.weight ?? 0) + weight });
  }
  return [...weights.values()]
    .filter(({ weight }) => weight > 0)
    .sort(
      (a, b) =>
        b.weight - a.weight || (a.term < b.term ? -1 : a.term > b.term ? 1 : a.field < b.field ? -1 : 1),
    )
    .slice(0, most);
}
