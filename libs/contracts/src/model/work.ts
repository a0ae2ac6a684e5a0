/**
 * `rematch` computes every lead again as of `asOf`; `reindex` builds a new search index and swaps it in;
 * `rebuild` empties what matcher and indexer derived and reads the canonical topics from their start.
 */
export const WORK = ['rematch', 'reindex', 'rebuild'] as const;
