import { type PlannedQuery } from '../../search-input';
import { type SearchHit } from '../../search-engine';
import { FACET, facetTerm, FIELD_NUMBERS } from './postings';
import { type Statement } from './search-database';

/** What a row of the answer says; `query` counts from 1. */
export interface HitRow {
  readonly query: string;
  readonly id: string;
  readonly score: number;
}

/** The values of SEARCH for some queries at once. */
export function searchValues(index: string, queries: readonly PlannedQuery[]): readonly unknown[] {
  const terms: { field: number; term: string; weight: number; bit: number }[] = [];
  const excluded: string[] = [];
  const rows = queries.map((query) => {
    const firstTerm = terms.length + 1;
    const firstExcluded = excluded.length + 1;
    for (const { field, term, weight } of query.terms)
      terms.push({ field: FIELD_NUMBERS[field], term, weight, bit: SCORED });
    query.filters.forEach(([facet, values], at) => {
      for (const value of values)
        terms.push({ field: FACET, term: facetTerm(facet, value), weight: 0, bit: FIRST_FACET << at });
    });
    excluded.push(...query.excludeIds);
    const mask = SCORED | (FIRST_FACET * (2 ** query.filters.length - 1));
    return {
      size: query.size,
      mask,
      firstTerm,
      lastTerm: terms.length,
      firstExcluded,
      lastExcluded: excluded.length,
    };
  });
  return [
    index,
    ...[
      terms.map((term) => term.field),
      terms.map(({ term }) => term),
      terms.map((term) => term.weight),
      terms.map((term) => term.bit),
    ],
    excluded,
    ...[rows.map((row) => row.size), rows.map((row) => row.mask)],
    ...[rows.map((row) => row.firstTerm), rows.map((row) => row.lastTerm)],
    ...[rows.map((row) => row.firstExcluded), rows.map((row) => row.lastExcluded)],
  ];
}

/** The hits of each query, in order. The server writes the shortest decimal that means a 32-bit number, not the number itself. */
export function hitsByQuery(rows: readonly HitRow[], queries: number): SearchHit[][] {
  const hits: SearchHit[][] = Array.from({ length: queries }, () => []);
  for (const { query, id, score } of rows) hits[Number(query) - 1]?.push({ id, score: Math.fround(score) });
  return hits;
}

/** A row of a document is of a term that scores, of a value that the n-th filter allows, or says that it is excluded. */
const SCORED = 1;
const FIRST_FACET = 2;
const EXCLUDED = 2 ** 30;

/**
 * BM25 as `BM25Similarity` of Lucene 9 computes it, operation by operation in 32-bit floats, with the factor k1 + 1 of
 * Elasticsearch's `LegacyBM25Similarity`; the scores of the terms are added up in 64 bits and cut to 32, as Lucene's
 * disjunctions do. `avg` is the mean length of the field, `n` the number of documents with the term.
 *
 * A document's rows are those of the query's terms and of the filters' values: it is a hit when the bits of its rows
 * together are exactly the mask, that is, some term scores, each filter allows it, and nothing excludes it. Of equal
 * scores at the cut all are taken, since their order is that of the ids, which the postings do not have.
 */
export const SEARCH: Statement = {
  name: 'search_search',
  text: `
WITH live AS MATERIALIZED (
  SELECT generation FROM search.generation WHERE index_name = $1 AND state = 'live'
),
term AS MATERIALIZED (
  SELECT t.place, l.generation, t.field, t.term, t.bit,
         CASE WHEN t.field = 0 THEN 1::real ELSE (s.tokens / s.documents::float8)::real END AS avg,
         t.weight * (1::real + 1.2::real) * ln(1 + (s.documents - d.n + 0.5::float8) / (d.n + 0.5::float8))::real AS weight
  FROM live AS l
  CROSS JOIN unnest($2::smallint[], $3::text[], $4::real[], $5::int[]) WITH ORDINALITY AS t (field, term, weight, bit, place)
  JOIN search.field_statistics AS s ON s.generation = l.generation AND s.field = t.field AND s.documents > 0
  CROSS JOIN LATERAL (
    SELECT count(*)::float8 AS n FROM search.posting AS p
    WHERE t.field > 0 AND p.generation = l.generation AND p.field = t.field AND p.term = t.term COLLATE "C"
  ) AS d
)
SELECT q.query, h.id, h.score
FROM unnest($7::int[], $8::int[], $9::int[], $10::int[], $11::int[], $12::int[]) WITH ORDINALITY
  AS q (size, mask, first_term, last_term, first_excluded, last_excluded, query)
CROSS JOIN LATERAL (
  SELECT d.id, best.score
  FROM (
    SELECT r.doc, sum(r.score)::real AS score
    FROM (
      SELECT p.doc, t.bit,
             (t.weight - t.weight / (1::real + p.frequency::real * (1::real /
               (1.2::real * ((1::real - 0.75::real) + 0.75::real * p.length / t.avg)))))::float8 AS score
      FROM term AS t
      JOIN search.posting AS p ON p.generation = t.generation AND p.field = t.field AND p.term = t.term
      WHERE t.place BETWEEN q.first_term AND q.last_term
      UNION ALL
      SELECT e.doc, ${EXCLUDED}, 0
      FROM live AS l
      CROSS JOIN unnest(($6::text[])[q.first_excluded : q.last_excluded]) AS x (id)
      JOIN search.document AS e ON e.generation = l.generation AND e.id = x.id COLLATE "C"
    ) AS r
    GROUP BY r.doc
    HAVING bit_or(r.bit) = q.mask
    ORDER BY score DESC
    FETCH FIRST (q.size) ROWS WITH TIES
  ) AS best
  CROSS JOIN live AS l
  JOIN search.document AS d ON d.generation = l.generation AND d.doc = best.doc
  ORDER BY best.score DESC, d.id
  LIMIT q.size
) AS h
ORDER BY q.query, h.score DESC, h.id`,
};
