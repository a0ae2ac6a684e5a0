import { InvalidInputError, seededRandom, type Random } from '@bole/kernel';
import { SEARCH_FIELDS, type SearchDocument, type SearchQuery, type WeightedTerm } from '../search-engine';
import { MAX_QUERY_TERMS } from '../search-input';
import { expectHits, TOLERANCE } from './reference-bm25';
import { idsWith, textDocument, type EngineUnderTest } from './engine-under-test';

export function describeScoring(under: () => EngineUnderTest): void {
  describe('scores', () => {
    it('are BM25 over weighted terms of several fields, with filters and exclusions, many queries at once', async () => {
      const { engine } = under();
      const random = seededRandom(7);
      const documents = Array.from({ length: 300 }, (_, at) => randomDocument(random, `d-${at}`));
      await engine.replace('investors', documents);
      await engine.refresh();
      const queries = Array.from({ length: 60 }, () => randomQuery(random));
      const answers = await engine.search('investors', queries);
      expect(answers).toHaveLength(queries.length);
      queries.forEach((query, at) => expectHits(answers[at] ?? [], documents, query));
      expect(answers.filter((hits) => hits.length > 0).length).toBeGreaterThan(40);
    });

    it('count a repeated token as often as it occurs, and round long fields as Lucene does', async () => {
      const { engine } = under();
      const filler = (length: number) => Array.from({ length }, (_, at) => `w${at}`).join(' ');
      const documents = [
        textDocument('once', 1, 'solar wind'),
        textDocument('thrice', 1, 'solar solar solar wind'),
        textDocument('long', 1, `solar ${filler(999)}`),
        textDocument('longer', 1, `solar ${filler(1_006)}`),
        textDocument('other', 1, 'wind'),
      ];
      await engine.replace('investors', documents);
      await engine.refresh();
      const query: SearchQuery = { terms: [{ field: 'text', term: 'solar', weight: 2.5 }], size: 10 };
      const [hits = []] = await engine.search('investors', [query]);
      expectHits(hits, documents, query);
      expect(hits.map(({ id }) => id)).toEqual(['thrice', 'once', 'long', 'longer']);
      expect(hits[2]?.score).toBe(hits[3]?.score);
    });

    it('are in order, ties by id, and cut at the size also amid ties', async () => {
      const { engine } = under();
      const ids = Array.from({ length: 50 }, (_, at) => `t${String((at * 37) % 50).padStart(2, '0')}`);
      await engine.replace('investors', [
        ...ids.map((id) => textDocument(id, 1, 'solar power')),
        textDocument('Z', 1, 'solar power'),
        textDocument('é', 1, 'solar power'),
        textDocument('best', 1, 'solar solar'),
      ]);
      await engine.refresh();
      const terms: WeightedTerm[] = [{ field: 'text', term: 'solar', weight: 1 }];
      const [all = [], three = []] = await engine.search('investors', [
        { terms, size: 100 },
        { terms, size: 3 },
      ]);
      expect(all.map(({ id }) => id)).toEqual(['best', 'Z', ...[...ids].sort(), 'é']);
      expect(three).toEqual(all.slice(0, 3));
    });

    it('do not change with filters and exclusions, which only cut', async () => {
      const { engine } = under();
      const documents = [
        { ...textDocument('a', 1, 'solar wind'), facets: { kind: ['fund'], country: ['CHN', 'USA'] } },
        { ...textDocument('b', 1, 'solar'), facets: { kind: ['company'], country: ['CHN'] } },
        { ...textDocument('c', 1, 'solar solar'), facets: { kind: ['fund'], country: ['DEU'] } },
        { ...textDocument('d', 1, 'solar x y'), facets: {} },
        { ...textDocument('e', 1, 'hydro'), facets: { kind: ['fund'], country: ['CHN'] } },
      ];
      await engine.replace('investors', documents);
      await engine.refresh();
      const ask = async (query: Partial<SearchQuery>) => {
        const full = { terms: [{ field: 'text' as const, term: 'solar', weight: 1 }], size: 10, ...query };
        const [hits = []] = await engine.search('investors', [full]);
        expectHits(hits, documents, full);
        return hits.map(({ id }) => id).sort();
      };
      expect(await ask({})).toEqual(['a', 'b', 'c', 'd']);
      expect(await ask({ filters: { kind: ['fund'] } })).toEqual(['a', 'c']);
      expect(await ask({ filters: { kind: ['fund', 'company'], country: ['CHN', 'USA'] } })).toEqual([
        'a',
        'b',
      ]);
      expect(await ask({ filters: { kind: ['fund'] }, excludeIds: ['c', 'nobody'] })).toEqual(['a']);
      expect(await ask({ excludeIds: ['a', 'b', 'c', 'd'] })).toEqual([]);
      expect(await ask({ filters: { kind: ['trust'] } })).toEqual([]);
      expect(await ask({ filters: { kind: [] } })).toEqual([]);
      expect(await ask({ filters: { colour: ['red'] } })).toEqual([]);
    });

    it('add up the weights of a term given twice, and keep the heaviest of too many terms', async () => {
      const { engine } = under();
      await engine.replace('investors', [
        textDocument('a', 1, 'x1 y'),
        textDocument('b', 1, 'x1499'),
        textDocument('c', 1, 'x0'),
      ]);
      await engine.refresh();
      const term = (name: string, weight: number): WeightedTerm => ({ field: 'text', term: name, weight });
      const [once = [], twice = [], many = []] = await engine.search('investors', [
        { terms: [term('y', 3)], size: 5 },
        { terms: [term('y', 1), term('y', 2)], size: 5 },
        { terms: Array.from({ length: MAX_QUERY_TERMS + 500 }, (_, at) => term(`x${at}`, at + 1)), size: 5 },
      ]);
      expect(twice).toEqual(once);
      expect(many.map(({ id }) => id)).toEqual(['b']);
    });

    it('are found by odd tokens, ids and facets as they are', async () => {
      const { engine } = under();
      const odd = [
        '"',
        "'",
        'a:b',
        '汽车',
        '𠮷',
        '\\',
        '*',
        'x OR y'.replaceAll(' ', '\u200b'),
        '10%',
        '{}',
        'é',
        '__proto__',
        '$1',
        'AND',
        'T'.repeat(255),
      ];
      const documents = odd.map((token, at) => ({
        ...textDocument(`id/${at}?&"#${token.slice(0, 9)}`, 1, token),
        facets: { tag: [token, 'a b'] },
      }));
      await engine.replace('investors', documents);
      await engine.refresh();
      const answers = await engine.search(
        'investors',
        odd.map((term) => ({
          terms: [{ field: 'text', term, weight: 1 }],
          filters: { tag: [term] },
          size: 5,
        })),
      );
      expect(answers.map((hits) => hits.map(({ id }) => id))).toEqual(documents.map(({ id }) => [id]));
      expect(await idsWith(engine, 't'.repeat(255))).toEqual([]);
    });

    it('are empty for no term, an unknown term, no size, or an empty field, each in its place', async () => {
      const { engine } = under();
      await engine.replace('investors', [
        textDocument('a', 1, 'solar'),
        textDocument('empty', 1, ''),
        { id: 'bare', version: 1, fields: {}, facets: {} },
      ]);
      await engine.refresh();
      expect(await engine.count('investors')).toBe(3);
      const solar: WeightedTerm = { field: 'text', term: 'solar', weight: 1 };
      const answers = await engine.search('investors', [
        { terms: [], size: 5 },
        { terms: [{ ...solar, term: 'nothing' }], size: 5 },
        { terms: [solar], size: 5 },
        { terms: [solar], size: 0 },
        { terms: [{ ...solar, field: 'codes' }], size: 5 },
        { terms: [solar, { ...solar, term: 'nothing', weight: 9 }], size: 5 },
      ]);
      expect(answers.map((hits) => hits.map(({ id }) => id))).toEqual([[], [], ['a'], [], [], ['a']]);
      // Two documents without the field do not count in its statistics: idf is ln(1 + 0.5 / 1.5).
      expect(answers[2]?.[0]?.score).toBeCloseTo(Math.log(4 / 3), 6);
      expect(await engine.search('investors', [])).toEqual([]);
      expect(await engine.search('projects', [{ terms: [solar], size: 5 }])).toEqual([[]]);
    });

    it('keep the two indexes apart', async () => {
      const { engine } = under();
      await engine.replace('projects', [textDocument('p', 1, 'solar')]);
      expect(await idsWith(engine, 'solar')).toEqual([]);
      expect([await engine.count('investors'), await engine.count('projects')]).toEqual([0, 1]);
    });

    it('refuses what it could not keep, saying where and what would be right, and writes nothing of it', async () => {
      const { engine } = under();
      const good = textDocument('good', 1, 'solar');
      const wrong: [Partial<SearchDocument>, string][] = [
        [{ id: '' }, 'SEARCH_ID_INVALID: documents[1].id'],
        [{ id: 'x'.repeat(513) }, 'SEARCH_ID_INVALID'],
        [{ version: -1 }, 'SEARCH_VERSION_INVALID: documents[1].version is -1'],
        [{ version: 1.5 }, 'SEARCH_VERSION_INVALID'],
        [
          { fields: { text: ['two words'] } },
          'SEARCH_TOKEN_INVALID: documents[1].fields.text[0] is two words',
        ],
        [{ fields: { text: ['nbsp\u00a0'] } }, 'SEARCH_TOKEN_INVALID'],
        [{ fields: { name: ['ok', ''] } }, 'SEARCH_TOKEN_INVALID: documents[1].fields.name[1]'],
        [{ fields: { text: ['nul\0'] } }, 'SEARCH_TOKEN_INVALID'],
        [{ fields: { text: ['\ud800'] } }, 'SEARCH_TOKEN_INVALID'],
        [{ fields: { text: ['x'.repeat(40_000)] } }, 'SEARCH_TOKEN_INVALID'],
        [{ facets: { 'a.b': ['x'] } }, 'SEARCH_FACET_INVALID'],
        [{ facets: { kind: [''] } }, 'SEARCH_FACET_INVALID'],
      ];
      for (const [part, message] of wrong) {
        const writing = engine.replace('investors', [good, { ...textDocument('bad', 1, 'solar'), ...part }]);
        await expect(writing).rejects.toThrow(InvalidInputError);
        await expect(writing).rejects.toThrow(message);
      }
      expect(await idsWith(engine, 'solar')).toEqual([]);

      const solar: WeightedTerm = { field: 'text', term: 'solar', weight: 1 };
      const wrongQueries: [SearchQuery, string][] = [
        [
          { terms: [{ ...solar, weight: 0 }], size: 5 },
          'SEARCH_WEIGHT_INVALID: queries[0].terms[0].weight is 0',
        ],
        [{ terms: [{ ...solar, weight: NaN }], size: 5 }, 'SEARCH_WEIGHT_INVALID'],
        [{ terms: [{ ...solar, term: 'a b' }], size: 5 }, 'SEARCH_TOKEN_INVALID'],
        [{ terms: [solar], size: 10_001 }, 'SEARCH_SIZE_INVALID'],
      ];
      for (const [query, message] of wrongQueries)
        await expect(engine.search('investors', [query])).rejects.toThrow(message);
    });

    it(`differ by less than ${TOLERANCE} of themselves from scores in 64 bits at extreme weights`, async () => {
      const { engine } = under();
      const documents = [
        textDocument('a', 1, 'x y z'),
        textDocument('b', 1, 'x x'),
        textDocument('c', 1, 'z'),
      ];
      await engine.replace('investors', documents);
      await engine.refresh();
      for (const weight of [1e-9, 1e-3, 1e9]) {
        const query: SearchQuery = { terms: [{ field: 'text', term: 'x', weight }], size: 5 };
        const [hits = []] = await engine.search('investors', [query]);
        expectHits(hits, documents, {
          ...query,
          terms: [{ field: 'text', term: 'x', weight: Math.fround(weight) }],
        });
      }
    });
  });
}

/** Tokens of a vocabulary in which low numbers are far more frequent, as in language. */
function randomTokens(random: Random, most: number): string[] {
  return Array.from(
    { length: Math.floor(random() * (most + 1)) },
    () => `t${Math.floor(random() ** 3 * 80)}`,
  );
}

export function randomDocument(random: Random, id: string, version = 1): SearchDocument {
  return {
    id,
    version,
    fields: {
      text: randomTokens(random, 120),
      name: randomTokens(random, 4),
      codes: randomTokens(random, 2),
    },
    facets: { kind: [`k${Math.floor(random() * 3)}`], area: randomTokens(random, 3) },
  };
}

export function randomQuery(random: Random): SearchQuery {
  const terms = Array.from({ length: 1 + Math.floor(random() * 12) }, (): WeightedTerm => ({
    field: SEARCH_FIELDS[Math.floor(random() * SEARCH_FIELDS.length)] ?? 'text',
    term: `t${Math.floor(random() * 90)}`,
    weight: 0.1 + random() * 4,
  }));
  const unique = [
    ...new Map(
      terms.map((term) => [`${term.field} ${term.term}`, { ...term, weight: Math.fround(term.weight) }]),
    ).values(),
  ];
  return {
    terms: unique,
    size: 1 + Math.floor(random() * 100),
    ...(random() < 0.5
      ? { filters: { kind: ['k0', 'k1'], ...(random() < 0.5 ? { area: ['t0', 't1', 't2', 't5'] } : {}) } }
      : {}),
    ...(random() < 0.5
      ? { excludeIds: Array.from({ length: 20 }, () => `d-${Math.floor(random() * 300)}`) }
      : {}),
  };
}
