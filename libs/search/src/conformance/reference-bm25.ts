import { luceneLength } from '../lucene-length';
import { type SearchDocument, type SearchField, type SearchHit, type SearchQuery } from '../search-engine';

/**
 * BM25 as docs/design.md states it, in plain 64-bit arithmetic and without an index: k1 1.2, b 0.75, the factor
 * k1 + 1, idf ln(1 + (N − n + 0.5) / (n + 0.5)), lengths rounded as Lucene rounds them. N counts the documents that
 * have the field. All hits, best first, ties by id.
 */
export function referenceHits(documents: readonly SearchDocument[], query: SearchQuery): SearchHit[] {
  const scores = new Map<string, number>();
  for (const { field, term, weight } of query.terms) {
    const withField = documents.filter((document) => tokensOf(document, field).length > 0);
    const withTerm = withField.filter((document) => tokensOf(document, field).includes(term));
    const tokens = withField.reduce((sum, document) => sum + tokensOf(document, field).length, 0);
    const average = tokens / withField.length;
    const idf = Math.log(1 + (withField.length - withTerm.length + 0.5) / (withTerm.length + 0.5));
    for (const document of withTerm) {
      const frequency = tokensOf(document, field).filter((token) => token === term).length;
      const norm = K1 * (1 - B + (B * luceneLength(tokensOf(document, field).length)) / average);
      const score = (weight * idf * (K1 + 1) * frequency) / (frequency + norm);
      scores.set(document.id, (scores.get(document.id) ?? 0) + score);
    }
  }
  const byId = new Map(documents.map((document) => [document.id, document]));
  return [...scores]
    .filter(([id]) => passes(byId.get(id), query))
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
}

const K1 = 1.2;
const B = 0.75;

function tokensOf(document: SearchDocument, field: SearchField): readonly string[] {
  return document.fields[field] ?? [];
}

function passes(document: SearchDocument | undefined, query: SearchQuery): boolean {
  if (document === undefined || query.excludeIds?.includes(document.id)) return false;
  return Object.entries(query.filters ?? {}).every(([facet, values]) =>
    (document.facets[facet] ?? []).some((value) => values.includes(value)),
  );
}

/** Largest part by which an engine, which computes in 32 bits, may be off. */
export const TOLERANCE = 1e-6;

/**
 * Checks an engine's hits: every score is the reference's, the order is that of the engine's own scores with ties by
 * id, and nothing better was left out. Scores closer than the tolerance may stand in either order.
 */
export function expectHits(
  hits: readonly SearchHit[],
  documents: readonly SearchDocument[],
  query: SearchQuery,
): void {
  const reference = referenceHits(documents, query);
  const scores = new Map(reference.map(({ id, score }) => [id, score]));
  expect(hits).toHaveLength(Math.min(query.size, reference.length));
  expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
  const off = hits.filter(({ id, score }) => !(Math.abs(score / (scores.get(id) ?? NaN) - 1) <= TOLERANCE));
  expect(off).toEqual([]);
  const ordered = [...hits].sort(
    (a, b) => b.score - a.score || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)),
  );
  expect(hits).toEqual(ordered);
  const last = hits.at(-1);
  const best = reference[hits.length];
  if (last !== undefined && best !== undefined)
    expect(best.score).toBeLessThanOrEqual(last.score * (1 + TOLERANCE));
}
