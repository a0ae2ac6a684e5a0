import {
  SEARCH_INDEXES,
  type IndexBuild,
  type SearchDeletion,
  type SearchDocument,
  type SearchEngine,
  type SearchHit,
  type SearchIndex,
  type SearchQuery,
} from '../../search-engine';
import { checkDeletions, checkDocuments, planQuery, type PlannedQuery } from '../../search-input';
import { Generations } from './generations';
import { SearchDatabase, type SearchConnection } from './search-database';
import { hitsByQuery, SEARCH, searchValues, type HitRow } from './search.sql';
import { applyChanges, removal, replacement, type Change } from './writer';

/** An inverted index in Postgres, BM25 in SQL; the tables are those of the search migration. */
export class PostgresSearchEngine implements SearchEngine {
  private readonly database: SearchDatabase;
  private readonly generations: Generations;

  constructor(connection: SearchConnection) {
    this.database = new SearchDatabase(connection);
    this.generations = new Generations(this.database);
  }

  prepare(): Promise<void> {
    return this.generations.prepare();
  }

  replace(index: SearchIndex, documents: readonly SearchDocument[]): Promise<void> {
    return this.write(index, () => checkDocuments(documents).map(replacement));
  }

  remove(index: SearchIndex, deletions: readonly SearchDeletion[]): Promise<void> {
    return this.write(index, () => checkDeletions(deletions).map(removal));
  }

  /** Up to QUERIES_AT_ONCE in one statement: one round trip, one snapshot. */
  async search(
    index: SearchIndex,
    queries: readonly SearchQuery[],
  ): Promise<readonly (readonly SearchHit[])[]> {
    const planned = queries.map(planQuery);
    const asked = planned.filter((query): query is PlannedQuery => query !== undefined);
    const answers: (readonly SearchHit[])[] = [];
    for (let at = 0; at < asked.length; at += QUERIES_AT_ONCE)
      answers.push(...(await this.searchAtOnce(index, asked.slice(at, at + QUERIES_AT_ONCE))));
    return planned.map((query) => (query === undefined ? [] : (answers.shift() ?? [])));
  }

  count(index: SearchIndex): Promise<number> {
    return this.generations.count(index);
  }

  /** What is committed is visible. */
  async refresh(): Promise<void> {}

  /** The statistics are exact at every commit; what is left to do is to clear away what is dead. */
  async compact(): Promise<void> {
    await this.generations.deleteRetired();
    await this.database.vacuum();
  }

  async beginBuild(index: SearchIndex): Promise<IndexBuild> {
    const generation = await this.generations.begin(index);
    const write = (changes: readonly Change[]) =>
      applyChanges(this.database, changes, async (run) => {
        await this.generations.holdBuild(run, index, generation);
        return [generation];
      });
    return {
      replace: async (documents) => write(checkDocuments(documents).map(replacement)),
      remove: async (deletions) => write(checkDeletions(deletions).map(removal)),
      swap: (atLeast = 1) => this.generations.swap(index, generation, atLeast),
      abandon: () => this.generations.abandon(index, generation),
    };
  }

  clear(index: SearchIndex): Promise<void> {
    return this.generations.clear(index);
  }

  async check(): Promise<void> {
    for (const index of SEARCH_INDEXES) await this.generations.count(index);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async searchAtOnce(index: SearchIndex, queries: readonly PlannedQuery[]): Promise<SearchHit[][]> {
    const rows = await this.database.run<HitRow>(SEARCH, searchValues(index, queries));
    // Without a live index there are no hits either: tell the two apart.
    if (rows.length === 0) await this.generations.count(index);
    return hitsByQuery(rows, queries.length);
  }

  private async write(index: SearchIndex, changes: () => readonly Change[]): Promise<void> {
    await applyChanges(this.database, changes(), (run) => this.generations.writable(run, index));
  }
}

/** Few enough to stay far from the limit of a statement on a busy server. */
const QUERIES_AT_ONCE = 16;
