import { Client } from 'pg';
import { freshDatabase } from '../../../../../test/support/database';
import { textDocument } from '../../conformance/engine-under-test';
import { describeSearchEngine } from '../../conformance/search.suite';
import { createSearchEngine } from '../../search.module';

describeSearchEngine('postgres', async () => {
  const database = await freshDatabase();
  const open = () => createSearchEngine({ engine: 'postgres', connection: database.connection });
  const [engine, other] = [open(), open()];
  const watcher = new Client({ ...database.connection });
  await watcher.connect();
  return {
    engine,
    other,
    remains: async () => {
      const { rows } = await watcher.query<{ table: string; rows: string }>(
        `SELECT 'generation ' || state AS table, count(*) AS rows FROM search.generation GROUP BY state
         UNION ALL SELECT 'document of ' || generation, 0 FROM search.document GROUP BY generation
         UNION ALL SELECT 'posting of ' || generation, 0 FROM search.posting GROUP BY generation
         UNION ALL SELECT 'statistics of ' || generation, 0 FROM search.field_statistics GROUP BY generation ORDER BY 1`,
      );
      return rows.map((row) => `${row.table} ${row.rows}`);
    },
    close: async () => {
      await Promise.all([engine.close(), other.close(), watcher.end()]);
      await database.drop();
    },
  };
});

describe('the Postgres engine', () => {
  it('keeps postings and statistics that follow from the documents, whatever was written', async () => {
    const database = await freshDatabase();
    const engine = createSearchEngine({ engine: 'postgres', connection: database.connection });
    const watcher = new Client({ ...database.connection });
    await watcher.connect();
    try {
      await engine.prepare();
      const words = (seed: number) =>
        Array.from({ length: (seed * 7) % 60 }, (_, at) => `w${(at * seed) % 23}`).join(' ');
      for (let version = 1; version <= 5; version++) {
        const written = Array.from({ length: 60 }, (_, at) =>
          textDocument(`d${at}`, version, words(at + version * 13)),
        );
        await engine.replace('investors', written);
        await engine.remove('investors', [{ id: `d${version}`, version }]);
      }
      const { rows: wrong } = await watcher.query(
        `WITH said AS (
           SELECT generation, doc, (p->>0)::smallint AS field, p->>1 AS term, (p->>2)::int AS frequency, (p->>3)::real AS length
           FROM search.document, json_array_elements(postings) AS p),
         kept AS (SELECT generation, doc, field, term, frequency, length FROM search.posting)
         (SELECT * FROM said EXCEPT SELECT * FROM kept) UNION ALL (SELECT * FROM kept EXCEPT SELECT * FROM said)`,
      );
      expect(wrong).toEqual([]);
      const { rows: statistics } = await watcher.query(
        `SELECT s.documents = count(DISTINCT p.doc) AND s.tokens = sum(p.frequency) AS exact
         FROM search.field_statistics AS s JOIN search.posting AS p USING (generation, field) GROUP BY s.generation, s.field, s.documents, s.tokens`,
      );
      expect(statistics).toEqual([{ exact: true }]);
      expect(await engine.count('investors')).toBe(59);
    } finally {
      await Promise.all([engine.close(), watcher.end()]);
      await database.drop();
    }
  });

  it('says what is missing or out of reach', async () => {
    const database = await freshDatabase();
    const engine = createSearchEngine({ engine: 'postgres', connection: database.connection });
    await expect(engine.check()).rejects.toThrow('SEARCH_INDEX_MISSING');
    await expect(engine.replace('investors', [textDocument('a', 1, 'x')])).rejects.toThrow(
      'SEARCH_INDEX_MISSING',
    );
    const asking = engine.search('investors', [
      { terms: [{ field: 'text', term: 'x', weight: 1 }], size: 1 },
    ]);
    await expect(asking).rejects.toThrow('SEARCH_INDEX_MISSING');
    await engine.close();
    await database.drop();
    const gone = createSearchEngine({ engine: 'postgres', connection: { ...database.connection, port: 1 } });
    await expect(gone.check()).rejects.toThrow('SEARCH_UNAVAILABLE');
    await gone.close();
  });
});
