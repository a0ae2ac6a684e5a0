import { SearchError } from '../../search-error';
import { SEARCH_FIELDS, SEARCH_INDEXES, type SearchIndex } from '../../search-engine';
import { type Run, type SearchDatabase } from './search-database';

/**
 * Which full copy of an index is live, which is being built, and which are on their way out. Writers hold a shared
 * advisory lock on the index until they commit, and whoever changes a generation's state holds it alone: so a writer
 * writes to exactly the generations that are live and building when it commits, in every process.
 */
export class Generations {
  constructor(private readonly database: SearchDatabase) {}

  /** Makes a live generation for every index that has none. */
  async prepare(): Promise<void> {
    await this.database.run(MAKE_LIVE, [SEARCH_INDEXES]);
  }

  /** The generations that a write must reach; they stay what they are until the transaction ends. */
  async writable(run: Run, index: SearchIndex): Promise<readonly string[]> {
    await run(LOCK_SHARED, [SEARCH_INDEXES.indexOf(index)]);
    const rows = await run<{ generation: string; state: string }>(WRITABLE, [index]);
    if (!rows.some((row) => row.state === 'live')) throw missing(index);
    return rows.map((row) => row.generation);
  }

  /** Holds the build in its state until the transaction ends; rejects when it is no longer being built. */
  async holdBuild(run: Run, index: SearchIndex, generation: string): Promise<void> {
    await run(LOCK_SHARED, [SEARCH_INDEXES.indexOf(index)]);
    await this.requireBuilding(run, index, generation);
  }

  /** Begins a build; an earlier one is retired. */
  async begin(index: SearchIndex): Promise<string> {
    const generation = await this.change(index, async (run) => {
      await run(RETIRE, [index, 'building']);
      return this.make(run, index, 'building');
    });
    await this.deleteRetired();
    return generation;
  }

  /** Makes the build live in place of the live one; rejects, and changes nothing, when it holds too few documents. */
  async swap(index: SearchIndex, generation: string, atLeast: number): Promise<{ documents: number }> {
    const documents = await this.change(index, async (run) => {
      await this.requireBuilding(run, index, generation);
      const built = await countOf(run, generation);
      if (built < Math.max(1, atLeast))
        throw new SearchError(
          'SEARCH_BUILD_TOO_SMALL',
          `the new index of ${index} holds ${built} documents, at least ${Math.max(1, atLeast)} were expected; the live one stays`,
        );
      await run(RETIRE, [index, 'live']);
      await run(SET_LIVE, [generation]);
      return built;
    });
    await this.deleteRetired();
    return { documents };
  }

  async abandon(index: SearchIndex, generation: string): Promise<void> {
    await this.change(index, (run) => run(RETIRE_BUILD, [generation]));
    await this.deleteRetired();
  }

  /** Puts an empty generation in place of the live one. */
  async clear(index: SearchIndex): Promise<void> {
    await this.change(index, async (run) => {
      await run(RETIRE, [index, 'live']);
      await this.make(run, index, 'live');
    });
    await this.deleteRetired();
  }

  async count(index: SearchIndex): Promise<number> {
    const [live] = await this.database.run<{ generation: string }>(LIVE, [index]);
    if (live === undefined) throw missing(index);
    return countOf(this.database.run, live.generation);
  }

  /**
   * Deletes retired generations, those of a process that was killed as well. Nobody reads them any more: a search
   * finds its generation and its postings in one statement, hence in one snapshot.
   */
  async deleteRetired(): Promise<void> {
    for (const { generation } of await this.database.run<{ generation: string }>(RETIRED, [])) {
      for (const statement of [DELETE_POSTINGS, DELETE_DOCUMENTS]) {
        // In pieces, so that no single transaction grows with the index.
        while ((await this.database.run(statement, [generation, DELETED_AT_ONCE])).length > 0);
      }
      await this.database.run(DELETE_STATISTICS, [generation]);
      await this.database.run(DELETE_GENERATION, [generation]);
    }
  }

  private change<Result>(index: SearchIndex, work: (run: Run) => Promise<Result>): Promise<Result> {
    return this.database.transaction(async (run) => {
      await run(LOCK_ALONE, [SEARCH_INDEXES.indexOf(index)]);
      return work(run);
    });
  }

  private async make(run: Run, index: SearchIndex, state: 'live' | 'building'): Promise<string> {
    const [row] = await run<{ generation: string }>(MAKE, [index, state]);
    if (row === undefined) throw new Error('INSERT … RETURNING gave no row');
    return row.generation;
  }

  private async requireBuilding(run: Run, index: SearchIndex, generation: string): Promise<void> {
    const rows = await run<{ generation: string; state: string }>(WRITABLE, [index]);
    if (!rows.some((row) => row.generation === generation && row.state === 'building'))
      throw new SearchError(
        'SEARCH_BUILD_OVER',
        `this build of ${index} was swapped in, abandoned or dropped by a newer one`,
      );
  }
}

export function missing(index: SearchIndex): SearchError {
  return new SearchError('SEARCH_INDEX_MISSING', `there is no live index of ${index}; call prepare() first`);
}

async function countOf(run: Run, generation: string): Promise<number> {
  const [row] = await run<{ documents: string }>(COUNT, [generation]);
  return Number(row?.documents ?? 0);
}

const DELETED_AT_ONCE = 50_000;

/** The class of our advisory locks ('srch' in ASCII); the second key is the place of the index in SEARCH_INDEXES. */
const LOCK_CLASS = 0x73726368;

const statement = (name: string, text: string) => ({ name: `search_${name}`, text });

/** A generation is born with the statistics of its fields, all zero. */
const withStatistics = (made: string) =>
  `WITH made AS (${made} RETURNING generation),
   zeros AS (
     INSERT INTO search.field_statistics (generation, field, documents, tokens)
     SELECT generation, field, 0, 0 FROM made, generate_series(0, ${SEARCH_FIELDS.length}) AS field
   )
   SELECT generation FROM made`;
const MAKE_LIVE = statement(
  'make_live',
  withStatistics(`INSERT INTO search.generation (index_name, state) SELECT name, 'live' FROM unnest($1::text[]) AS name
   ON CONFLICT (index_name) WHERE state = 'live' DO NOTHING`),
);
const MAKE = statement(
  'make',
  withStatistics(`INSERT INTO search.generation (index_name, state) VALUES ($1, $2)`),
);
const LOCK_SHARED = statement('lock_shared', `SELECT pg_advisory_xact_lock_shared(${LOCK_CLASS}, $1::int)`);
const LOCK_ALONE = statement('lock_alone', `SELECT pg_advisory_xact_lock(${LOCK_CLASS}, $1::int)`);
const WRITABLE = statement(
  'writable',
  `SELECT generation, state FROM search.generation WHERE index_name = $1 AND state IN ('live', 'building') ORDER BY generation`,
);
const LIVE = statement(
  'live',
  `SELECT generation FROM search.generation WHERE index_name = $1 AND state = 'live'`,
);
const RETIRED = statement(
  'retired',
  `SELECT generation FROM search.generation WHERE state = 'retired' ORDER BY generation`,
);
const RETIRE = statement(
  'retire',
  `UPDATE search.generation SET state = 'retired' WHERE index_name = $1 AND state = $2`,
);
const RETIRE_BUILD = statement(
  'retire_build',
  `UPDATE search.generation SET state = 'retired' WHERE generation = $1 AND state = 'building'`,
);
const SET_LIVE = statement('set_live', `UPDATE search.generation SET state = 'live' WHERE generation = $1`);
const COUNT = statement(
  'count',
  `SELECT documents FROM search.field_statistics WHERE generation = $1 AND field = 0`,
);
const DELETE_POSTINGS = statement(
  'delete_postings',
  `WITH gone AS (DELETE FROM search.posting WHERE ctid = ANY (ARRAY (
     SELECT ctid FROM search.posting WHERE generation = $1 LIMIT $2)) RETURNING 1)
   SELECT 1 FROM gone LIMIT 1`,
);
const DELETE_DOCUMENTS = statement(
  'delete_documents',
  `WITH gone AS (DELETE FROM search.document WHERE ctid = ANY (ARRAY (
     SELECT ctid FROM search.document WHERE generation = $1 LIMIT $2)) RETURNING 1)
   SELECT 1 FROM gone LIMIT 1`,
);
const DELETE_STATISTICS = statement(
  'delete_statistics',
  `DELETE FROM search.field_statistics WHERE generation = $1`,
);
const DELETE_GENERATION = statement(
  'delete_generation',
  `DELETE FROM search.generation WHERE generation = $1 AND state = 'retired'`,
);
