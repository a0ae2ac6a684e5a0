import { type Client, type estypes } from '@elastic/elasticsearch';
import { SearchError } from '../../search-error';
import { type SearchHit } from '../../search-engine';
import { type PlannedQuery } from '../../search-input';
import { Again, asked, withRetries } from './elasticsearch-connection';

/** Asks several queries in one request. `gone` makes the error when the alias stays missing. */
export async function searchAll(
  client: Client,
  alias: string,
  queries: readonly PlannedQuery[],
  gone: () => SearchError,
): Promise<readonly (readonly SearchHit[])[]> {
  const searches = queries.flatMap((query): estypes.MsearchRequestItem[] => [
    { index: alias, allow_partial_search_results: false },
    translated(query),
  ]);
  return withRetries(async () => {
    const { responses } = await asked(() => client.msearch({ searches }));
    const answers: SearchHit[][] = [];
    for (const response of responses) {
      if ('error' in response) {
        const failure = failureOf(response, gone);
        // An index that was swapped out under the search is deleted: the alias leads to the new one.
        if (MAY_PASS.has(response.status)) return new Again(failure);
        throw failure;
      }
      answers.push(response.hits.hits.map(hitOf));
    }
    return answers;
  });
}

const MAY_PASS: ReadonlySet<number> = new Set([404, 429, 500, 503]);

/** Terms score, each by its weight; filters and exclusions only cut; ties go by id. */
function translated({ terms, filters, excludeIds, size }: PlannedQuery): estypes.MsearchMultisearchBody {
  return {
    size,
    _source: false,
    track_total_hits: false,
    sort: [{ _score: { order: 'desc' } }, { id: { order: 'asc' } }],
    query: {
      bool: {
        should: terms.map(({ field, term, weight }) => ({
          term: { [field]: { value: term, boost: weight } },
        })),
        minimum_should_match: 1,
        filter: filters.map(([facet, values]) => ({ terms: { [`facets.${facet}`]: [...values] } })),
        must_not: excludeIds.length === 0 ? [] : [{ ids: { values: [...excludeIds] } }],
      },
    },
  };
}

function hitOf({ _id: id, _score: score }: estypes.SearchHit): SearchHit {
  if (id === undefined || typeof score !== 'number')
    throw new Error('Elasticsearch gave a hit without id or score');
  // The server writes the shortest decimal that means this 32-bit number, which is not the number itself.
  return { id, score: Math.fround(score) };
}

function failureOf({ error, status }: estypes.ErrorResponseBase, gone: () => SearchError): SearchError {
  if (status === 404) return gone();
  const words = [error.type, error.reason, ...(error.root_cause ?? []).map(({ reason }) => reason)]
    .filter(Boolean)
    .join(': ');
  return new SearchError('SEARCH_QUERY_FAILED', `Elasticsearch said ${status}: ${words}`);
}
