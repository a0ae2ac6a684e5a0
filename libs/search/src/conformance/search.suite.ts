import { type SearchDocument, type SearchEngine } from '../search-engine';
import { describeBuilds } from './builds.suite';
import { describeScoring } from './scoring.suite';
import { describeVersions } from './versions.suite';

/** An engine under test on storage of its own. */
export interface EngineUnderTest {
  readonly engine: SearchEngine;
  /** A second engine on the same storage, as another process would have it. */
  readonly other: SearchEngine;
  /** Names of all that the storage holds, to see that nothing is left behind. */
  readonly remains: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** What every search engine promises. Each engine's spec runs all of it. */
export function describeSearchEngine(name: string, open: () => Promise<EngineUnderTest>): void {
  describe(`search engine: ${name}`, () => {
    let opened: EngineUnderTest;
    const under = (): EngineUnderTest => opened;

    beforeAll(async () => {
      opened = await open();
      await opened.engine.prepare();
    });
    afterAll(() => opened.close());
    beforeEach(async () => {
      await opened.engine.clear('investors');
      await opened.engine.clear('projects');
    });

    describeScoring(under);
    describeVersions(under);
    describeBuilds(under);

    it('may be prepared again, by several at once, and answers a check', async () => {
      const { engine, other } = under();
      await engine.replace('investors', [textDocument('a', 1, 'solar')]);
      await Promise.all([engine.prepare(), other.prepare(), engine.prepare()]);
      await engine.refresh();
      expect(await engine.count('investors')).toBe(1);
      await expect(engine.check()).resolves.toBeUndefined();
    });
  });
}

/** A document of one text field, its tokens divided by blanks. */
export function textDocument(id: string, version: number, text: string): SearchDocument {
  return { id, version, fields: { text: text === '' ? [] : text.split(' ') }, facets: {} };
}

/** The ids of all that has a token in its text, in order of score. */
export async function idsWith(engine: SearchEngine, token: string): Promise<string[]> {
  await engine.refresh();
  const [hits = []] = await engine.search('investors', [
    { terms: [{ field: 'text', term: token, weight: 1 }], size: 10_000 },
  ]);
  return hits.map(({ id }) => id);
}
