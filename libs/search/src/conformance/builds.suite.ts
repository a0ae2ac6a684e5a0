import { type SearchDocument } from '../search-engine';
import { idsWith, textDocument, type EngineUnderTest } from './engine-under-test';

export function describeBuilds(under: () => EngineUnderTest): void {
  const documents = (count: number, token: string, version = 1): SearchDocument[] =>
    Array.from({ length: count }, (_, at) =>
      textDocument(`b${String(at).padStart(3, '0')}`, version, `${token} all`),
    );

  describe('builds', () => {
    it('replace the live index at once: a search never sees an empty or a mixed one', async () => {
      const { engine, other } = under();
      await engine.replace('investors', documents(50, 'r0'));
      await engine.refresh();
      let done = false;
      const seen = new Set<number>();
      const searching = (async () => {
        while (!done) {
          const [hits = []] = await other.search('investors', [
            { terms: [{ field: 'text', term: 'all', weight: 1 }], size: 100 },
          ]);
          seen.add(hits.length);
        }
      })();
      for (let round = 1; round <= 3; round++) {
        const build = await engine.beginBuild('investors');
        await build.replace(documents(50 + round, `r${round}`));
        expect(await build.swap()).toEqual({ documents: 50 + round });
        expect(await idsWith(engine, `r${round}`)).toHaveLength(50 + round);
        expect(await idsWith(engine, `r${round - 1}`)).toEqual([]);
      }
      done = true;
      await searching;
      expect([...seen].filter((size) => size < 50 || size > 53)).toEqual([]);
    });

    it('get what is written meanwhile, before, during and after the swap, by any process', async () => {
      const { engine, other } = under();
      const log: SearchDocument[] = [];
      let done = false;
      const writing = (async () => {
        for (let at = 0; !done || at < 20; at++) {
          // A record is in the log before its consumer writes it to the index.
          const next = [textDocument(`w${at}`, 1, 'all'), textDocument(`changed${at % 7}`, at, `v${at}`)];
          log.push(...next);
          await other.replace('investors', next);
        }
      })();
      for (let round = 0; round < 3; round++) {
        const build = await engine.beginBuild('investors');
        const end = log.length;
        await build.replace(log.slice(0, end));
        if (end > 0) await build.swap();
        else await build.abandon();
      }
      done = true;
      await writing;
      const ids = await idsWith(engine, 'all');
      expect(ids.sort()).toEqual(
        log
          .filter(({ id }) => id.startsWith('w'))
          .map(({ id }) => id)
          .sort(),
      );
      const newest = new Map(log.map((document) => [document.id, document]));
      for (const [id, { fields }] of newest)
        if (id.startsWith('changed')) expect(await idsWith(engine, fields.text?.[0] ?? '')).toEqual([id]);
    });

    it('keep the versions apart from the live ones, and take removals', async () => {
      const { engine } = under();
      await engine.replace('investors', documents(3, 'old', 9));
      const build = await engine.beginBuild('investors');
      await build.replace(documents(3, 'new', 2));
      await build.remove([{ id: 'b001', version: 2 }]);
      expect(await idsWith(engine, 'new')).toEqual([]);
      await build.swap(2);
      expect(await idsWith(engine, 'new')).toEqual(['b000', 'b002']);
      expect(await engine.count('investors')).toBe(2);
    });

    it('are refused when empty or too small, and leave the live index as it is', async () => {
      const { engine } = under();
      await engine.replace('investors', documents(5, 'live'));
      const empty = await engine.beginBuild('investors');
      await expect(empty.swap()).rejects.toThrow('SEARCH_BUILD_TOO_SMALL');
      await expect(empty.swap(0)).rejects.toThrow('SEARCH_BUILD_TOO_SMALL');
      const small = await engine.beginBuild('investors');
      await small.replace(documents(4, 'small'));
      await expect(small.swap(5)).rejects.toThrow('holds 4 documents');
      expect(await idsWith(engine, 'live')).toHaveLength(5);
      expect(await small.swap(4)).toEqual({ documents: 4 });
      expect(await idsWith(engine, 'small')).toHaveLength(4);
    });

    it('leave nothing behind when abandoned, dropped by a newer one, or swapped', async () => {
      const { engine, other, remains } = under();
      await engine.replace('investors', documents(5, 'live'));
      const before = await remains();
      const first = await engine.beginBuild('investors');
      await first.replace(documents(5, 'first'));
      const second = await other.beginBuild('investors');
      await expect(first.replace(documents(5, 'late'))).rejects.toThrow('SEARCH_BUILD_OVER');
      await expect(first.swap()).rejects.toThrow('SEARCH_BUILD_OVER');
      await first.abandon();
      await second.replace(documents(6, 'second'));
      await second.abandon();
      await second.abandon();
      await expect(second.replace(documents(1, 'late'))).rejects.toThrow('SEARCH_BUILD_OVER');
      await expect(second.swap()).rejects.toThrow('SEARCH_BUILD_OVER');
      expect(await remains()).toEqual(before);
      await engine.replace('investors', documents(1, 'still', 2));
      expect(await idsWith(engine, 'all')).toHaveLength(5);

      const third = await engine.beginBuild('investors');
      await third.replace(documents(7, 'third'));
      await third.swap();
      await third.abandon();
      await expect(third.replace(documents(1, 'late'))).rejects.toThrow('SEARCH_BUILD_OVER');
      expect(await idsWith(engine, 'third')).toHaveLength(7);
      expect(await remains()).toHaveLength(before.length);
    });

    it('are not touched by a clear, which empties the live index and its versions', async () => {
      const { engine } = under();
      await engine.replace('investors', documents(5, 'live', 9));
      const build = await engine.beginBuild('investors');
      await build.replace(documents(3, 'built'));
      await engine.clear('investors');
      expect([await engine.count('investors'), await idsWith(engine, 'live')]).toEqual([0, []]);
      await engine.replace('investors', documents(1, 'again', 1));
      expect(await idsWith(engine, 'again')).toEqual(['b000']);
      await build.swap();
      expect(await idsWith(engine, 'built')).toHaveLength(3);
    });
  });
}
