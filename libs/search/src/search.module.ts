import { ElasticsearchSearchEngine } from './engines/elasticsearch/elasticsearch-search-engine';
import { type ElasticsearchOptions } from './engines/elasticsearch/elasticsearch-connection';
import { PostgresSearchEngine } from './engines/postgres/postgres-search-engine';
import { type SearchConnection } from './engines/postgres/search-database';
import { type SearchEngine } from './search-engine';

export type SearchOptions =
  | { readonly engine: 'postgres'; readonly connection: SearchConnection }
  | ({ readonly engine: 'elasticsearch' } & ElasticsearchOptions);

/** The search engine that the options choose; nothing is connected to before its first use. */
export function createSearchEngine(options: SearchOptions): SearchEngine {
  switch (options.engine) {
    case 'postgres':
      return new PostgresSearchEngine(options.connection);
    case 'elasticsearch':
      return new ElasticsearchSearchEngine(options);
  }
}
