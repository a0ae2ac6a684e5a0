/** The searchable text fields of a document. Tokens are cut by libs/text; engines see only tokens. */
export const SEARCH_FIELDS = ['text', 'name', 'codes'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

export const SEARCH_INDEXES = ['investors', 'projects'] as const;
export type SearchIndex = (typeof SEARCH_INDEXES)[number];

export interface SearchDocument {
  readonly id: string;
  /** An older version never overwrites or deletes a newer one; the same version again changes nothing. */
  readonly version: number;
  /** Tokens in order, without blanks inside; a token that occurs twice counts twice. */
  readonly fields: Readonly<Partial<Record<SearchField, readonly string[]>>>;
  /** Exact values to filter by, e.g. `{ kind: ['fund'], country: ['CHN'] }`. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

export interface SearchDeletion {
  readonly id: string;
  readonly version: number;
}

export interface WeightedTerm {
  readonly field: SearchField;
  readonly term: string;
  /** Multiplies the term's BM25 score; above 0. */
  readonly weight: number;
}

export interface SearchQuery {
  readonly terms: readonly WeightedTerm[];
  /** Each facet must have one of the values. Filters cut; they do not score and do not change the statistics. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  readonly excludeIds?: readonly string[];
  readonly size: number;
}

export interface SearchHit {
  readonly id: string;
  /** Σ weight · BM25 of the terms that match; k1 1.2, b 0.75, factor k1 + 1, in 32 bits as Lucene computes it. */
  readonly score: number;
}

/** A new index being built beside the live one. */
export interface IndexBuild {
  /** Like `replace`, into the new index only. */
  replace(documents: readonly SearchDocument[]): Promise<void>;
  remove(deletions: readonly SearchDeletion[]): Promise<void>;
  /** Swaps the new index in at once. Rejects, and leaves the live one, when the new one holds fewer than `atLeast` documents or none. */
  swap(atLeast?: number): Promise<{ documents: number }>;
  /** Drops the new index. */
  abandon(): Promise<void>;
}

/** The port that every search engine serves; its promises are in `conformance/search.suite.ts`. */
export interface SearchEngine {
  /** Makes the live indexes exist. */
  prepare(): Promise<void>;
  /** All or none is not promised; idempotent by version, so call again after a rejection. While a build runs, the new index gets them too. */
  replace(index: SearchIndex, documents: readonly SearchDocument[]): Promise<void>;
  remove(index: SearchIndex, deletions: readonly SearchDeletion[]): Promise<void>;
  /** Hits in order of score, best first, ties by id. Documents that match no term are no hits. One answer per query, in order. */
  search(index: SearchIndex, queries: readonly SearchQuery[]): Promise<readonly (readonly SearchHit[])[]>;
  /** Documents in the live index. */
  count(index: SearchIndex): Promise<number>;
  /** Makes all that was written visible to search. */
  refresh(): Promise<void>;
  /** Folds away replaced documents, so that the statistics are exactly those of the live ones. */
  compact(): Promise<void>;
  /** Begins a build; an unfinished earlier build of the same index is dropped. */
  beginBuild(index: SearchIndex): Promise<IndexBuild>;
  /** Empties an index: for a rebuild from the log. */
  clear(index: SearchIndex): Promise<void>;
  check(): Promise<void>;
  close(): Promise<void>;
}

export const SEARCH_ENGINE = Symbol('SearchEngine');
