import { InvalidInputError, shown, type Problem } from '@bole/kernel';
import {
  SEARCH_FIELDS,
  type SearchDeletion,
  type SearchDocument,
  type SearchField,
  type SearchQuery,
  type WeightedTerm,
} from './search-engine';

/**
 * What both engines can keep, checked before either sees it. The whitespace tokenizer of Lucene cuts tokens at 255
 * UTF-16 units, its `_id` at 512 bytes; a B-tree of Postgres takes keys of 2,700 bytes.
 */
export const MAX_TOKEN_UNITS = 255;
export const MAX_ID_BYTES = 512;
/** Elasticsearch's `index.max_result_window`. */
export const MAX_HITS = 10_000;
/** Elasticsearch allows 1,024 clauses in a query on the smallest heap, and filters count among them. */
export const MAX_QUERY_TERMS = 1_000;
export const MAX_FILTERS = 20;
const MIN_WEIGHT = 1e-9;
const MAX_WEIGHT = 1e9;

/** The documents, checked; of several with one id only the newest, as if they had come one by one. */
export function checkDocuments(documents: readonly SearchDocument[]): readonly SearchDocument[] {
  const problems = new Problems();
  documents.forEach((document, at) => {
    const path = `documents[${at}]`;
    checkIdentity(problems, path, document);
    for (const [field, tokens] of Object.entries(document.fields)) {
      if (!isField(field)) problems.add('SEARCH_FIELD_UNKNOWN', `${path}.fields`, field, FIELD_NAMES);
      tokens.forEach((token, index) => checkToken(problems, `${path}.fields.${field}[${index}]`, token));
    }
    for (const [facet, values] of Object.entries(document.facets))
      checkFacet(problems, `${path}.facets`, facet, values);
  });
  problems.throwIfAny();
  return newestById(documents);
}

export function checkDeletions(deletions: readonly SearchDeletion[]): readonly SearchDeletion[] {
  const problems = new Problems();
  deletions.forEach((deletion, at) => checkIdentity(problems, `deletions[${at}]`, deletion));
  problems.throwIfAny();
  return newestById(deletions);
}

/** A query as engines run it: each term once, weights in 32 bits, at most MAX_QUERY_TERMS terms. */
export interface PlannedQuery {
  readonly terms: readonly WeightedTerm[];
  readonly filters: readonly (readonly [facet: string, values: readonly string[]])[];
  readonly excludeIds: readonly string[];
  readonly size: number;
}

/**
 * The query, checked and brought into one form. A term given several times counts with the sum of its weights. Of
 * more than MAX_QUERY_TERMS the heaviest are kept, of equally heavy ones the first by field and term.
 * `undefined` when nothing can match: no term, no size, or a filter without values.
 */
export function planQuery(query: SearchQuery, at: number): PlannedQuery | undefined {
  const path = `queries[${at}]`;
  const filters = Object.entries(query.filters ?? {});
  checkQuery(query, filters, path);
  if (query.terms.length === 0 || query.size === 0 || filters.some(([, values]) => values.length === 0))
    return undefined;
  return {
    terms: heaviest(merged(query.terms)),
    filters: filters.map(([facet, values]) => [facet, [...new Set(values)]] as const),
    excludeIds: [...new Set(query.excludeIds ?? [])],
    size: query.size,
  };
}

function checkQuery(query: SearchQuery, filters: readonly [string, readonly string[]][], path: string): void {
  const problems = new Problems();
  if (!Number.isInteger(query.size) || query.size < 0 || query.size > MAX_HITS)
    problems.add('SEARCH_SIZE_INVALID', `${path}.size`, query.size, `a whole number from 0 to ${MAX_HITS}`);
  query.terms.forEach(({ field, term, weight }, index) => {
    if (!isField(field))
      problems.add('SEARCH_FIELD_UNKNOWN', `${path}.terms[${index}].field`, field, FIELD_NAMES);
    checkToken(problems, `${path}.terms[${index}].term`, term);
    if (!(weight >= MIN_WEIGHT && weight <= MAX_WEIGHT))
      problems.add(
        'SEARCH_WEIGHT_INVALID',
        `${path}.terms[${index}].weight`,
        weight,
        `a number from ${MIN_WEIGHT} to ${MAX_WEIGHT}`,
      );
  });
  if (filters.length > MAX_FILTERS)
    problems.add(
      'SEARCH_FILTERS_TOO_MANY',
      `${path}.filters`,
      filters.length,
      `at most ${MAX_FILTERS} facets`,
    );
  for (const [facet, values] of filters) checkFacet(problems, `${path}.filters`, facet, values);
  for (const id of query.excludeIds ?? []) checkId(problems, `${path}.excludeIds`, id);
  problems.throwIfAny();
}

function merged(terms: readonly WeightedTerm[]): WeightedTerm[] {
  const weights = new Map<string, WeightedTerm>();
  for (const { field, term, weight } of terms) {
    const key = `${field} ${term}`;
    weights.set(key, { field, term, weight: (weights.get(key)?.weight ?? 0) + weight });
  }
  return [...weights.values()].map((term) => ({ ...term, weight: Math.fround(term.weight) }));
}

function heaviest(terms: readonly WeightedTerm[]): readonly WeightedTerm[] {
  if (terms.length <= MAX_QUERY_TERMS) return terms;
  return [...terms]
    .sort((a, b) => b.weight - a.weight || compareText(a.field, b.field) || compareText(a.term, b.term))
    .slice(0, MAX_QUERY_TERMS);
}

function newestById<Item extends SearchDeletion>(items: readonly Item[]): readonly Item[] {
  const newest = new Map<string, Item>();
  for (const item of items) {
    const other = newest.get(item.id);
    if (other === undefined || other.version < item.version) newest.set(item.id, item);
  }
  return [...newest.values()];
}

function checkIdentity(problems: Problems, path: string, { id, version }: SearchDeletion): void {
  checkId(problems, `${path}.id`, id);
  if (!Number.isSafeInteger(version) || version < 0)
    problems.add('SEARCH_VERSION_INVALID', `${path}.version`, version, 'a whole number from 0 to 2^53 - 1');
}

function checkId(problems: Problems, path: string, id: string): void {
  if (
    id === '' ||
    BLANK_OR_CONTROL.test(id) ||
    LONE_SURROGATE.test(id) ||
    Buffer.byteLength(id) > MAX_ID_BYTES
  )
    problems.add('SEARCH_ID_INVALID', path, id, `1 to ${MAX_ID_BYTES} bytes of UTF-8 without blanks`);
}

function checkFacet(problems: Problems, path: string, facet: string, values: readonly string[]): void {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(facet))
    problems.add(
      'SEARCH_FACET_INVALID',
      path,
      facet,
      'a name of letters, digits and _, at most 64, a letter first',
    );
  values.forEach((value, at) => {
    if (value === '' || value.includes('\0') || LONE_SURROGATE.test(value) || value.length > MAX_TOKEN_UNITS)
      problems.add(
        'SEARCH_FACET_INVALID',
        `${path}.${facet}[${at}]`,
        value,
        `1 to ${MAX_TOKEN_UNITS} characters`,
      );
  });
}

/** Blanks would cut a token in two where tokens are joined by blanks; Java also counts U+001C to U+001F as blanks. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const BLANK_OR_CONTROL = /[\s\u0000-\u001f\u007f-\u009f]/;
/** Half a character, which UTF-8 cannot say. */
const LONE_SURROGATE = /\p{Surrogate}/u;

function checkToken(problems: Problems, path: string, token: string): void {
  if (
    token === '' ||
    token.length > MAX_TOKEN_UNITS ||
    BLANK_OR_CONTROL.test(token) ||
    LONE_SURROGATE.test(token)
  )
    problems.add(
      'SEARCH_TOKEN_INVALID',
      path,
      token,
      `1 to ${MAX_TOKEN_UNITS} characters without blanks or control characters`,
    );
}

const FIELD_NAMES = `one of ${SEARCH_FIELDS.join(', ')}`;

function isField(name: string): name is SearchField {
  return (SEARCH_FIELDS as readonly string[]).includes(name);
}

/** The order of UTF-16 units, whatever the locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Gathers what is wrong, up to a bound, so that one answer names many faults. */
class Problems {
  private readonly found: Problem[] = [];

  add(code: string, field: string, value: unknown, expected: string): void {
    if (this.found.length < 20) this.found.push({ code, field, value: shown(value), expected });
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new InvalidInputError(this.found);
  }
}
