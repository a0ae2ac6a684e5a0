import { type estypes } from '@elastic/elasticsearch';
import { SEARCH_FIELDS, type SearchDeletion, type SearchDocument } from '../../search-engine';

/**
 * Tokens come joined by blanks, so the whitespace analyzer gives them back as they are; only their frequencies are
 * kept. Sorting by `id` needs its doc values. The source is never read.
 */
export function indexBody(replicas: number): Pick<estypes.IndicesCreateRequest, 'settings' | 'mappings'> {
  const tokens: estypes.MappingProperty = { type: 'text', analyzer: 'whitespace', index_options: 'freqs' };
  return {
    settings: {
      // One shard: its statistics are those of the whole index.
      number_of_shards: 1,
      number_of_replicas: replicas,
      refresh_interval: '1s',
      'index.merge.policy.expunge_deletes_allowed': '0',
    },
    mappings: {
      dynamic: 'strict',
      _source: { enabled: false },
      dynamic_templates: [{ facets: { path_match: 'facets.*', mapping: { type: 'keyword' } } }],
      properties: {
        id: { type: 'keyword' },
        gone: { type: 'boolean' },
        ...Object.fromEntries(SEARCH_FIELDS.map((field) => [field, tokens])),
        facets: { type: 'object', dynamic: true },
      },
    },
  };
}

export const ALIVE: estypes.QueryDslQueryContainer = { bool: { must_not: [{ term: { gone: true } }] } };

/** One write, by version, whichever index it goes to. */
export interface Write {
  readonly id: string;
  readonly version: number;
  /**
   * `external` takes only newer versions, `external_gte` also the same one: a removal wins over a replacement of its
   * own version, so that the two end alike in any order.
   */
  readonly versionType: 'external' | 'external_gte';
  readonly source: string;
}

export function replacement({ id, version, fields, facets }: SearchDocument): Write {
  const source: Record<string, unknown> = { id };
  for (const field of SEARCH_FIELDS) {
    const tokens = fields[field] ?? [];
    if (tokens.length > 0) source[field] = tokens.join(' ');
  }
  const given = Object.entries(facets).filter(([, values]) => values.length > 0);
  if (given.length > 0) source['facets'] = Object.fromEntries(given);
  return { id, version, versionType: 'external', source: JSON.stringify(source) };
}

/**
 * A removed document stays as a mark without fields: BM25 counts only documents that have a field, and the server
 * forgets the versions of deleted documents after a minute (`index.gc_deletes`), with which an older one could come back.
 */
export function removal({ id, version }: SearchDeletion): Write {
  return { id, version, versionType: 'external_gte', source: JSON.stringify({ id, gone: true }) };
}
