import { elasticsearchUrl } from '../../../../../test/support/engines';
import { textDocument } from '../../conformance/engine-under-test';
import { describeSearchEngine } from '../../conformance/search.suite';
import { type SearchEngine } from '../../search-engine';
import { createSearchEngine } from '../../search.module';

const open = (indexPrefix: string, url = elasticsearchUrl()): SearchEngine =>
  createSearchEngine({ engine: 'elasticsearch', url, apiKey: undefined, indexPrefix });

/** A request of our own to the server, past the engine. */
async function server<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await fetch(`${elasticsearchUrl()}/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

async function indexesOf(prefix: string): Promise<string[]> {
  return Object.keys(await server<Record<string, unknown>>('GET', `${prefix}*`)).sort();
}

async function drop(prefix: string): Promise<void> {
  for (const name of await indexesOf(prefix)) await server('DELETE', name);
}

describeSearchEngine('elasticsearch', async () => {
  const prefix = `suite${process.pid}-`;
  const [engine, other] = [open(prefix), open(prefix)];
  return {
    engine,
    other,
    remains: () => indexesOf(prefix),
    close: async () => {
      await Promise.all([engine.close(), other.close()]);
      await drop(prefix);
    },
  };
});

describe('the Elasticsearch engine', () => {
  const prefix = `own${process.pid}-`;
  let engine: SearchEngine;
  beforeEach(() => {
    engine = open(prefix);
  });
  afterEach(async () => {
    await engine.close();
    await drop(prefix);
  });

  it('makes one live index when several processes prepare, and one build when several begin', async () => {
    const engines = Array.from({ length: 4 }, () => open(prefix));
    await Promise.all(engines.map((each) => each.prepare()));
    expect(await indexesOf(prefix)).toHaveLength(2);
    const began = await Promise.allSettled(engines.map((each) => each.beginBuild('investors')));
    expect(began.filter(({ status }) => status === 'rejected')).toEqual([]);
    const building = await server<Record<string, unknown>>('GET', `_alias/${prefix}investors-building`);
    expect(Object.keys(building)).toHaveLength(1);
    await engine.replace('investors', [textDocument('a', 1, 'solar')]);
    const build = await engine.beginBuild('investors');
    expect(await indexesOf(prefix)).toHaveLength(3);
    await build.replace([textDocument('a', 1, 'solar')]);
    await build.swap();
    expect(await indexesOf(prefix)).toHaveLength(2);
    await Promise.all(engines.map((each) => each.close()));
  });

  it('names the document that the server refuses, and its reason', async () => {
    await engine.prepare();
    await server('PUT', `${prefix}investors/_settings`, { 'index.blocks.write': true });
    const writing = engine.replace('investors', [textDocument('blocked', 1, 'solar')]);
    await expect(writing).rejects.toThrow(/SEARCH_WRITE_REFUSED: .*"blocked".*403.*block/);
  });

  it('says what is missing or out of reach, and lets no write make an index', async () => {
    await expect(engine.check()).rejects.toThrow('SEARCH_INDEX_MISSING');
    await expect(engine.replace('investors', [textDocument('a', 1, 'x')])).rejects.toThrow(
      'SEARCH_INDEX_MISSING',
    );
    const asking = engine.search('investors', [
      { terms: [{ field: 'text', term: 'x', weight: 1 }], size: 1 },
    ]);
    await expect(asking).rejects.toThrow('SEARCH_INDEX_MISSING');
    expect(await indexesOf(prefix)).toEqual([]);
    const nowhere = open(prefix, 'http://127.0.0.1:1');
    await expect(nowhere.check()).rejects.toThrow('SEARCH_UNAVAILABLE');
    await expect(nowhere.replace('investors', [textDocument('a', 1, 'x')])).rejects.toThrow(
      'SEARCH_UNAVAILABLE',
    );
    await nowhere.close();
  });
});
