import { seededRandom } from '@bole/kernel';
import { type SearchDocument } from '../search-engine';
import { expectHits } from './reference-bm25';
import { randomDocument, randomQuery } from './scoring.suite';
import { idsWith, textDocument, type EngineUnderTest } from './engine-under-test';

/** Elasticsearch lets go of replaced documents half a minute after they were replaced. */
const COMPACT_LIMIT_MS = 180_000;

export function describeVersions(under: () => EngineUnderTest): void {
  describe('versions', () => {
    it('let a newer one replace, all of it, and nothing older or of the same version', async () => {
      const { engine } = under();
      await engine.replace('investors', [{ ...textDocument('a', 5, 'five'), facets: { kind: ['fund'] } }]);
      await engine.replace('investors', [textDocument('a', 4, 'four')]);
      await engine.replace('investors', [textDocument('a', 5, 'again')]);
      expect([
        await idsWith(engine, 'four'),
        await idsWith(engine, 'again'),
        await idsWith(engine, 'five'),
      ]).toEqual([[], [], ['a']]);
      await engine.replace('investors', [textDocument('a', 6, 'six')]);
      expect([await idsWith(engine, 'five'), await idsWith(engine, 'six')]).toEqual([[], ['a']]);
      const [filtered] = await engine.search('investors', [
        { terms: [{ field: 'text', term: 'six', weight: 1 }], filters: { kind: ['fund'] }, size: 5 },
      ]);
      expect(filtered).toEqual([]);
      expect(await engine.count('investors')).toBe(1);
    });

    it('take the newest of several of one id in one call', async () => {
      const { engine } = under();
      await engine.replace('investors', [
        textDocument('a', 1, 'one'),
        textDocument('a', 3, 'three'),
        textDocument('a', 2, 'two'),
      ]);
      expect([
        await idsWith(engine, 'one'),
        await idsWith(engine, 'two'),
        await idsWith(engine, 'three'),
      ]).toEqual([[], [], ['a']]);
      expect(await engine.count('investors')).toBe(1);
    });

    it('hold for removals: an older one removes nothing, and nothing older comes back after one', async () => {
      const { engine } = under();
      await engine.replace('investors', [textDocument('a', 5, 'solar'), textDocument('b', 5, 'solar')]);
      await engine.remove('investors', [{ id: 'a', version: 4 }]);
      expect(await idsWith(engine, 'solar')).toEqual(['a', 'b']);
      await engine.remove('investors', [{ id: 'a', version: 6 }]);
      await engine.remove('investors', [{ id: 'a', version: 6 }]);
      expect(await idsWith(engine, 'solar')).toEqual(['b']);
      expect(await engine.count('investors')).toBe(1);
      await engine.replace('investors', [textDocument('a', 5, 'solar'), textDocument('a', 6, 'solar')]);
      expect(await idsWith(engine, 'solar')).toEqual(['b']);
      await engine.replace('investors', [textDocument('a', 7, 'solar')]);
      expect(await idsWith(engine, 'solar')).toEqual(['a', 'b']);
      expect(await engine.count('investors')).toBe(2);
    });

    it('remember a removal that comes before the document, and settle one version alike in any order', async () => {
      const { engine } = under();
      await engine.remove('investors', [
        { id: 'early', version: 2 },
        { id: 'x', version: 1 },
      ]);
      await engine.replace('investors', [
        textDocument('early', 1, 'solar'),
        textDocument('x', 1, 'solar'),
        textDocument('y', 1, 'solar'),
      ]);
      await engine.remove('investors', [{ id: 'y', version: 1 }]);
      expect(await idsWith(engine, 'solar')).toEqual([]);
      expect(await engine.count('investors')).toBe(0);
    });

    it('end with the newest whatever the order and however often, from two writers at once', async () => {
      const { engine, other } = under();
      const ids = Array.from({ length: 40 }, (_, at) => `w${at}`);
      const round = (version: number, order: 1 | -1) =>
        [...ids]
          .map((id) => textDocument(id, version, `v${version} all`))
          .sort((a, b) => (a.id < b.id ? -order : order));
      await Promise.all([
        ...[3, 1, 5, 2].map((version) => engine.replace('investors', round(version, 1))),
        ...[5, 4, 2, 3].map((version) => other.replace('investors', round(version, -1))),
        other.remove(
          'investors',
          ids.slice(0, 5).map((id) => ({ id, version: 4 })),
        ),
      ]);
      expect(await idsWith(engine, 'all')).toHaveLength(40);
      expect(await idsWith(engine, 'v5')).toHaveLength(40);
      for (const version of [1, 2, 3, 4]) expect(await idsWith(engine, `v${version}`)).toEqual([]);
    });

    it(
      'leave, once compacted, exactly the statistics of the live documents',
      async () => {
        const { engine } = under();
        const random = seededRandom(11);
        const live = new Map<string, SearchDocument>();
        for (let version = 1; version <= 4; version++) {
          const written = Array.from({ length: 150 }, () =>
            randomDocument(random, `d-${Math.floor(random() * 300)}`, version),
          );
          const unique = [...new Map(written.map((document) => [document.id, document])).values()];
          await engine.replace('investors', unique);
          for (const document of unique) live.set(document.id, document);
          const removed = [...live.keys()].filter(() => random() < 0.1);
          await engine.remove(
            'investors',
            removed.map((id) => ({ id, version })),
          );
          for (const id of removed) live.delete(id);
          await engine.refresh();
        }
        await engine.compact();
        expect(await engine.count('investors')).toBe(live.size);
        const queries = Array.from({ length: 30 }, () => randomQuery(random));
        const answers = await engine.search('investors', queries);
        queries.forEach((query, at) => expectHits(answers[at] ?? [], [...live.values()], query));
      },
      COMPACT_LIMIT_MS,
    );
  });
}
