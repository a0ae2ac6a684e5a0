import { type SearchDocument, type SearchEngine } from '../search-engine';

/** An engine under test on storage of its own. */
export interface EngineUnderTest {
  readonly engine: SearchEngine;
  /** A second engine on the same storage, as another process would have it. */
  readonly other: SearchEngine;
  /** Names of all that the storage holds, to see that nothing is left behind. */
  readonly remains: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
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
