import { type Client } from '@elastic/elasticsearch';
import { randomIds, type Ids } from '@bole/kernel';
import { SearchError } from '../../search-error';
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
import { writeAll } from './bulk';
import { compactIndex } from './compaction';
import { asked, connect, statusOf, type ElasticsearchOptions } from './elasticsearch-connection';
import { buildOver, Indexes, missing, ownAlias } from './indexes';
import { removal, replacement, type Write } from './mapping';
import { searchAll } from './query';

/** Elasticsearch 8 or 9, as it comes: no plugin, no script, no analyzer but `whitespace`. */
export class ElasticsearchSearchEngine implements SearchEngine {
  private readonly client: Client;
  private readonly indexes: Indexes;

  constructor(options: ElasticsearchOptions, ids: Ids = randomIds) {
    this.client = connect(options);
    this.indexes = new Indexes(this.client, options, ids);
  }

  prepare(): Promise<void> {
    return this.indexes.prepare();
  }

  async replace(index: SearchIndex, documents: readonly SearchDocument[]): Promise<void> {
    await this.write(index, checkDocuments(documents).map(replacement));
  }

  async remove(index: SearchIndex, deletions: readonly SearchDeletion[]): Promise<void> {
    await this.write(index, checkDeletions(deletions).map(removal));
  }

  async search(
    index: SearchIndex,
    queries: readonly SearchQuery[],
  ): Promise<readonly (readonly SearchHit[])[]> {
    const planned = queries.map(planQuery);
    const queried = planned.filter((query): query is PlannedQuery => query !== undefined);
    if (queried.length === 0) return planned.map(() => []);
    const answers = [
      ...(await searchAll(this.client, this.indexes.live(index), queried, () => missing(index))),
    ];
    return planned.map((query) => (query === undefined ? [] : (answers.shift() ?? [])));
  }

  /** Documents that search can see: call `refresh` before it to count what was just written. */
  async count(index: SearchIndex): Promise<number> {
    return this.orMissing(index, () => this.indexes.count(this.indexes.live(index)));
  }

  async refresh(): Promise<void> {
    const live = SEARCH_INDEXES.map((index) => this.indexes.live(index));
    await asked(() => this.client.indices.refresh({ index: live }));
  }

  async compact(): Promise<void> {
    for (const index of SEARCH_INDEXES) await compactIndex(this.client, this.indexes.live(index));
  }

  async beginBuild(index: SearchIndex): Promise<IndexBuild> {
    const concrete = await this.indexes.begin(index);
    const write = (writes: readonly Write[]) =>
      writeAll(
        this.client,
        writes,
        async () => [ownAlias(concrete)],
        () => buildOver(index),
      );
    return {
      replace: async (documents) => write(checkDocuments(documents).map(replacement)),
      remove: async (deletions) => write(checkDeletions(deletions).map(removal)),
      swap: (atLeast = 1) => this.indexes.swap(index, concrete, atLeast),
      abandon: () => this.indexes.abandon(concrete),
    };
  }

  clear(index: SearchIndex): Promise<void> {
    return this.indexes.clear(index);
  }

  async check(): Promise<void> {
    for (const index of SEARCH_INDEXES) await this.count(index);
    const { status } = await asked(() =>
      this.client.cluster.health({ index: SEARCH_INDEXES.map((index) => this.indexes.live(index)) }),
    );
    if (status === 'red')
      throw new SearchError(
        'SEARCH_UNAVAILABLE',
        'Elasticsearch has lost a shard of the index: its health is red',
      );
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  private async write(index: SearchIndex, writes: readonly Write[]): Promise<void> {
    await writeAll(
      this.client,
      writes,
      () => this.indexes.targets(index),
      () => missing(index),
    );
  }

  private async orMissing<Result>(index: SearchIndex, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw statusOf(error) === 404 ? missing(index) : error;
    }
  }
}
