export type SearchErrorCode =
  /** The engine cannot be reached, or does not answer in time. */
  | 'SEARCH_UNAVAILABLE'
  /** `prepare` was never called here, or the index was removed by hand. */
  | 'SEARCH_INDEX_MISSING'
  /** The engine refused a write; the message names the document and the engine's reason. Nothing is swallowed: write again. */
  | 'SEARCH_WRITE_REFUSED'
  | 'SEARCH_QUERY_FAILED'
  /** The build holds too few documents to go live. */
  | 'SEARCH_BUILD_TOO_SMALL'
  /** The build was swapped in, abandoned, or dropped by a newer one. */
  | 'SEARCH_BUILD_OVER'
  | 'SEARCH_COMPACT_UNFINISHED';

/** What goes wrong in or with a search engine; wrong input is an InvalidInputError instead. */
export class SearchError extends Error {
  override readonly name = 'SearchError';
  constructor(
    readonly code: SearchErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${message}`, options);
  }
}
