import { describeBuilds } from './builds.suite';
import { textDocument, type EngineUnderTest } from './engine-under-test';
import { describeScoring } from './scoring.suite';
import { describeVersions } from './versions.suite';

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
