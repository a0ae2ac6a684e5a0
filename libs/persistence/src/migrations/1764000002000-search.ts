import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The search index of the embedded set: inverted lists and the statistics of BM25, by generation. */
export class Search1764000002000 implements MigrationInterface {
  readonly name = 'Search1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA search`);
    await runner.query(`
      CREATE TABLE search.generation (
        generation bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        index_name text   NOT NULL CHECK (index_name IN ('investors', 'projects')),
        state      text   NOT NULL CHECK (state IN ('live', 'building', 'retired'))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX generation_live ON search.generation (index_name) WHERE state = 'live'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX generation_building ON search.generation (index_name) WHERE state = 'building'`,
    );
    await runner.query(`
      CREATE TABLE search.document (
        generation bigint  NOT NULL REFERENCES search.generation,
        id         text    COLLATE "C" NOT NULL CHECK (id <> ''),
        doc        bigint  GENERATED ALWAYS AS IDENTITY,
        version    bigint  NOT NULL CHECK (version >= 0),
        gone       boolean NOT NULL,
        postings   json    NOT NULL,
        PRIMARY KEY (generation, id),
        UNIQUE (generation, doc)
      )`);
    // No foreign key to the document: it would be checked for each of some hundred rows a document.
    await runner.query(`
      CREATE TABLE search.posting (
        generation bigint   NOT NULL,
        field      smallint NOT NULL CHECK (field BETWEEN 0 AND 3),
        term       text     COLLATE "C" NOT NULL CHECK (term <> ''),
        doc        bigint   NOT NULL,
        frequency  integer  NOT NULL CHECK (frequency > 0),
        length     real     NOT NULL CHECK (length > 0),
        PRIMARY KEY (generation, field, term, doc) INCLUDE (frequency, length)
      )
      -- Searches read the index alone as long as vacuum keeps its pages known to be visible.
      WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05)`);
    await runner.query(`
      CREATE TABLE search.field_statistics (
        generation bigint   NOT NULL REFERENCES search.generation,
        field      smallint NOT NULL CHECK (field BETWEEN 0 AND 3),
        documents  bigint   NOT NULL CHECK (documents >= 0),
        tokens     bigint   NOT NULL CHECK (tokens >= documents OR field = 0),
        PRIMARY KEY (generation, field)
      )`);
    for (const [object, meaning] of COMMENTS) await runner.query(`COMMENT ON ${object} IS '${meaning}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA search CASCADE`);
  }
}

const COMMENTS = [
  [
    'TABLE search.generation',
    'One full copy of an index: live, being built beside the live one, or retired and about to be deleted.',
  ],
  [
    'TABLE search.document',
    'Every id ever written, with its version; removed ones stay as gone, so that no older version comes back.',
  ],
  [
    'COLUMN search.document.postings',
    'What the document has in search.posting: [field, term, frequency, length] each.',
  ],
  ['TABLE search.posting', 'Which documents have a term, how often, and how long the field is.'],
  ['COLUMN search.posting.field', '0 facet (term is name=value), 1 text, 2 name, 3 codes.'],
  ['COLUMN search.posting.length', 'Tokens of the field, rounded as Lucene rounds them.'],
  [
    'TABLE search.field_statistics',
    'Documents that have the field and their tokens; field 0: all documents that are not gone.',
  ],
] as const;
