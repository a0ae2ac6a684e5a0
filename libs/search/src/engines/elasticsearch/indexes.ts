import { type Client, type estypes } from '@elastic/elasticsearch';
import { type Ids } from '@bole/kernel';
import { SearchError } from '../../search-error';
import { SEARCH_INDEXES, type SearchIndex } from '../../search-engine';
import { Again, asked, statusOf, withRetries, type ElasticsearchOptions } from './elasticsearch-connection';
import { ALIVE, indexBody } from './mapping';

/**
 * The concrete indexes behind the aliases. `<prefix>investors` is the live one, `<prefix>investors-building` the one
 * being built, and while it is built a concrete index also has an alias of its own, `<concrete>-build`; before that it
 * has `<concrete>-pending`. One without any alias is dead for good, and whoever sees it deletes it. Everybody
 * writes and reads by alias only, and every change of an alias is one request that happens at once or not at all; each
 * alias is marked as write alias, of which the server allows one index only. So two processes can never make two
 * indexes live, nor two building.
 *
 * Why no write is lost in a build, in any number of processes: a writer asks for every call whether an index is being
 * built, and its record was in the log before it asked. Where it found none, it asked before the build began, hence
 * before the build took the end of the log up to which it reads: the build reads that record itself. Where it found
 * one, the writer writes to both aliases in one bulk request. An alias that moves in between either leads to the index
 * that is live by then, or is gone: then the item fails as not found, and the writer asks and writes again. Versions
 * make all of this harmless to repeat.
 */
export class Indexes {
  constructor(
    private readonly client: Client,
    private readonly options: ElasticsearchOptions,
    private readonly ids: Ids,
  ) {}

  live(index: SearchIndex): string {
    return `${this.options.indexPrefix}${index}`;
  }

  building(index: SearchIndex): string {
    return `${this.live(index)}-building`;
  }

  /** The aliases that a write must go to now. */
  async targets(index: SearchIndex): Promise<readonly string[]> {
    const isBuilding = await asked(() => this.client.indices.existsAlias({ name: this.building(index) }));
    return isBuilding ? [this.live(index), this.building(index)] : [this.live(index)];
  }

  async prepare(): Promise<void> {
    for (const index of SEARCH_INDEXES) {
      if (await this.hasAlias(this.live(index))) continue;
      try {
        await this.create(this.newName(index), this.live(index));
      } catch (error) {
        // Another process was faster: the server allows one write index an alias.
        if (!(await this.hasAlias(this.live(index)))) throw error;
      }
    }
  }

  /** Makes an index beside the live one, and drops what earlier builds left. Its name. */
  async begin(index: SearchIndex): Promise<string> {
    const concrete = this.newName(index);
    await this.create(concrete, pendingAlias(concrete));
    await this.moveAliases(index, [
      { remove: { index: this.pattern(index), alias: this.building(index), must_exist: false } },
      { remove: { index: this.pattern(index), alias: ownAlias(this.pattern(index)), must_exist: false } },
      { remove: { index: concrete, alias: pendingAlias(concrete), must_exist: true } },
      { add: { index: concrete, alias: ownAlias(concrete), is_write_index: true } },
      { add: { index: concrete, alias: this.building(index), is_write_index: true } },
    ]);
    await this.dropLeftOvers(index, concrete);
    return concrete;
  }

  /** Makes the build live; rejects, and changes nothing, when it holds too few documents. */
  async swap(index: SearchIndex, concrete: string, atLeast: number): Promise<{ documents: number }> {
    const documents = await this.countBuild(index, concrete);
    if (documents < Math.max(1, atLeast))
      throw new SearchError(
        'SEARCH_BUILD_TOO_SMALL',
        `the new index of ${index} holds ${documents} documents, at least ${Math.max(1, atLeast)} were expected; the live one stays`,
      );
    await this.makeLive(index, concrete, [
      { remove: { index: concrete, alias: this.building(index), must_exist: true } },
      { remove: { index: concrete, alias: ownAlias(concrete), must_exist: true } },
    ]);
    return { documents };
  }

  async abandon(concrete: string): Promise<void> {
    if (await this.hasAlias(ownAlias(concrete))) await this.delete(concrete);
  }

  /** Puts an empty index in place of the live one. */
  async clear(index: SearchIndex): Promise<void> {
    const concrete = this.newName(index);
    await this.create(concrete, pendingAlias(concrete));
    await this.makeLive(index, concrete, [
      { remove: { index: concrete, alias: pendingAlias(concrete), must_exist: true } },
    ]);
  }

  async count(alias: string): Promise<number> {
    return (await asked(() => this.client.count({ index: alias, query: ALIVE }))).count;
  }

  private async countBuild(index: SearchIndex, concrete: string): Promise<number> {
    try {
      await asked(() => this.client.indices.refresh({ index: ownAlias(concrete) }));
      return await this.count(ownAlias(concrete));
    } catch (error) {
      throw statusOf(error) === 404 ? buildOver(index) : error;
    }
  }

  private async makeLive(
    index: SearchIndex,
    concrete: string,
    also: readonly estypes.IndicesUpdateAliasesAction[],
  ): Promise<void> {
    const before = await this.namesOf(this.live(index));
    await this.moveAliases(index, [
      ...also,
      { remove: { index: this.pattern(index), alias: this.live(index), must_exist: false } },
      { add: { index: concrete, alias: this.live(index), is_write_index: true } },
    ]);
    // A search that is still under way on one of these fails, and is asked again by its engine.
    for (const name of before) await this.delete(name);
  }

  /** All of the actions at once. A second write index is refused by the server: then look again, a few times. */
  private async moveAliases(
    index: SearchIndex,
    actions: readonly estypes.IndicesUpdateAliasesAction[],
  ): Promise<void> {
    await withRetries(async () => {
      try {
        await asked(() => this.client.indices.updateAliases({ actions: [...actions] }));
        return undefined;
      } catch (error) {
        if (statusOf(error) === 404) throw buildOver(index);
        if (error instanceof SearchError && error.message.includes(SECOND_WRITE_INDEX))
          return new Again(error);
        throw error;
      }
    });
  }

  /**
   * Deletes what has no alias left: builds that a newer one dropped, live indexes whose process was killed after a
   * swap. What is pending for long, by the server's clock, is of a process that was killed as well.
   */
  private async dropLeftOvers(index: SearchIndex, concrete: string): Promise<void> {
    const found = await asked(() =>
      this.client.indices.get({ index: this.pattern(index), features: ['aliases', 'settings'] }),
    );
    const now = createdAt(found[concrete]);
    for (const [name, state] of Object.entries(found)) {
      const aliases = Object.keys(state.aliases ?? {});
      const isForgotten = aliases.includes(pendingAlias(name)) && now - createdAt(state) > PENDING_LIMIT_MS;
      if (aliases.length === 0 || isForgotten) await this.delete(name);
    }
  }

  private async create(concrete: string, alias: string): Promise<void> {
    await asked(() =>
      this.client.indices.create({
        index: concrete,
        aliases: { [alias]: { is_write_index: true } },
        ...indexBody(this.options.replicas ?? 0),
      }),
    );
  }

  private async delete(concrete: string): Promise<void> {
    await asked(() => this.client.indices.delete({ index: concrete, ignore_unavailable: true }));
  }

  private hasAlias(name: string): Promise<boolean> {
    return asked(() => this.client.indices.existsAlias({ name }));
  }

  private async namesOf(alias: string): Promise<readonly string[]> {
    const found = await asked(() => this.client.indices.getAlias({ name: alias }, { ignore: [404] }));
    return Object.entries(found).flatMap(([name, value]) => (typeof value === 'object' ? [name] : []));
  }

  /** Never used twice, so that a build that is over can not be mistaken for a later one. */
  private newName(index: SearchIndex): string {
    return `${this.live(index)}-g${this.ids.next()}`;
  }

  private pattern(index: SearchIndex): string {
    return `${this.live(index)}-g*`;
  }
}

/** What the server says, with status 500, when another process moved the same alias first. */
const SECOND_WRITE_INDEX = 'has more than one write index';

/** From the creation of an index to its place among the aliases it is one more request. */
const PENDING_LIMIT_MS = 600_000;

function createdAt(state: estypes.IndicesIndexState | undefined): number {
  return Number(state?.settings?.index?.creation_date ?? NaN);
}

/** The alias of an index that has not taken its place yet; who finds it leaves it alone. */
function pendingAlias(concrete: string): string {
  return `${concrete}-pending`;
}

/** The alias by which a build writes; it goes when the build ends, so that a late write finds nothing. */
export function ownAlias(concrete: string): string {
  return `${concrete}-build`;
}

export function buildOver(index: SearchIndex): SearchError {
  return new SearchError(
    'SEARCH_BUILD_OVER',
    `this build of ${index} was swapped in, abandoned or dropped by a newer one`,
  );
}

export function missing(index: SearchIndex): SearchError {
  return new SearchError('SEARCH_INDEX_MISSING', `there is no live index of ${index}; call prepare() first`);
}
