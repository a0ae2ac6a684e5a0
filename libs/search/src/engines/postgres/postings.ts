import { luceneLength } from '../../lucene-length';
import { SEARCH_FIELDS, type SearchDocument, type SearchField } from '../../search-engine';

/** Field numbers of search.posting; 0 holds the facets. */
export const FACET = 0;
export const FIELD_NUMBERS: Readonly<Record<SearchField, number>> = { text: 1, name: 2, codes: 3 };

/** A row of search.posting without its document: field, term, frequency, rounded length of the field. */
export type Posting = readonly [field: number, term: string, frequency: number, length: number];

export function postingsOf(document: SearchDocument): readonly Posting[] {
  const postings: Posting[] = [];
  for (const field of SEARCH_FIELDS) {
    const tokens = document.fields[field] ?? [];
    const frequencies = new Map<string, number>();
    for (const token of tokens) frequencies.set(token, (frequencies.get(token) ?? 0) + 1);
    const length = luceneLength(tokens.length);
    for (const [term, frequency] of frequencies)
      postings.push([FIELD_NUMBERS[field], term, frequency, length]);
  }
  for (const [facet, values] of Object.entries(document.facets))
    for (const value of new Set(values)) postings.push([FACET, facetTerm(facet, value), 1, 1]);
  return postings;
}

export function facetTerm(facet: string, value: string): string {
  return `${facet}=${value}`;
}

/** What has to go from and into search.posting, so that it holds `next` where it held `before`. */
export function difference(
  before: readonly Posting[],
  next: readonly Posting[],
): { readonly removed: readonly Posting[]; readonly put: readonly Posting[] } {
  const left = new Map(before.map((posting) => [`${posting[0]} ${posting[1]}`, posting]));
  const put = next.filter((posting) => {
    const key = `${posting[0]} ${posting[1]}`;
    const old = left.get(key);
    left.delete(key);
    return old === undefined || old[2] !== posting[2] || old[3] !== posting[3];
  });
  return { removed: [...left.values()], put };
}

/** Documents and tokens by field number; of field 0, documents that are not gone. */
export class StatisticsChange {
  private readonly byField = new Map<number, { documents: number; tokens: number }>();

  add(postings: readonly Posting[], alive: boolean, sign: 1 | -1): void {
    if (alive) this.of(FACET).documents += sign;
    const seen = new Set<number>([FACET]);
    for (const [field, , frequency] of postings) {
      if (field === FACET) continue;
      const change = this.of(field);
      change.tokens += sign * frequency;
      if (!seen.has(field)) change.documents += sign;
      seen.add(field);
    }
  }

  /** The fields that changed, lowest first: the order in which their rows are locked. */
  rows(): readonly { readonly field: number; readonly documents: number; readonly tokens: number }[] {
    return [...this.byField]
      .filter(([, { documents, tokens }]) => documents !== 0 || tokens !== 0)
      .map(([field, change]) => ({ field, ...change }))
      .sort((a, b) => a.field - b.field);
  }

  private of(field: number): { documents: number; tokens: number } {
    const change = this.byField.get(field) ?? { documents: 0, tokens: 0 };
    this.byField.set(field, change);
    return change;
  }
}
