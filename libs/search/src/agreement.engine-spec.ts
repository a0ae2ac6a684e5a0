import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elasticsearchUrl } from '../../../test/support/engines';
import { freshDatabase, type TestDatabase } from '../../../test/support/database';
import { type SearchDocument, type SearchEngine, type SearchHit, type SearchQuery } from './search-engine';
import { createSearchEngine } from './search.module';

const FILE = join(
  process.env['BOLE_SHARED_DATA'] ?? join(__dirname, '../../../../shared/data'),
  'crunchbase-2013/companies.ndjson',
);
const found = existsSync(FILE);
const title = found
  ? 'the two engines'
  : `the two engines (skipped: ${FILE} is not there; BOLE_SHARED_DATA names its folder)`;

/** The server lets go of replaced documents after half a minute. */
const COMPACT_LIMIT_MS = 300_000;

(found ? describe : describe.skip)(title, () => {
  let database: TestDatabase;
  let engines: readonly SearchEngine[];
  const live = new Map<string, SearchDocument>();

  beforeAll(async () => {
    database = await freshDatabase();
    engines = [
      createSearchEngine({ engine: 'postgres', connection: database.connection }),
      createSearchEngine({
        engine: 'elasticsearch',
        url: elasticsearchUrl(),
        apiKey: undefined,
        indexPrefix: `agreement${process.pid}-`,
      }),
    ];
    const documents = companies.slice(0, 5_000).map((company) => documentOf(company, 1));
    for (const document of documents) live.set(document.id, document);
    for (const engine of engines) {
      await engine.prepare();
      await engine.replace('investors', documents);
      await engine.refresh();
    }
  }, COMPACT_LIMIT_MS);

  afterAll(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await database.drop();
    const url = `${elasticsearchUrl()}/agreement${process.pid}-`;
    const indexes = (await (await fetch(`${url}*`)).json()) as Record<string, unknown>;
    for (const name of Object.keys(indexes))
      await fetch(`${elasticsearchUrl()}/${name}`, { method: 'DELETE' });
  });

  it('give the same top 100 in the same order with the same scores, for 200 queries on 5,000 companies', async () => {
    await expectAgreement(engines, 'fresh');
  });

  it(
    'still do after 1,000 documents were replaced and 200 removed, once compacted',
    async () => {
      const replaced = companies.slice(5_000, 6_000).map((company, at) => ({
        ...documentOf(company, 2),
        id: companies[at * 5]?.id ?? company.id,
      }));
      const removed = companies
        .slice(1, 5_000)
        .filter((_, at) => at % 25 === 0)
        .map(({ id }) => ({ id, version: 3 }));
      for (const engine of engines) {
        await engine.replace('investors', replaced);
        await engine.remove('investors', removed);
        await engine.refresh();
        await engine.compact();
        expect(await engine.count('investors')).toBe(4_800);
      }
      await expectAgreement(engines, 'after replacements');
    },
    COMPACT_LIMIT_MS,
  );
});

async function expectAgreement(engines: readonly SearchEngine[], when: string): Promise<void> {
  const queries = companies
    .filter((_, at) => at % 60 === 0)
    .slice(0, 200)
    .map(queryOf);
  expect(queries).toHaveLength(200);
  const answers: (readonly (readonly SearchHit[])[])[] = [];
  for (const engine of engines) answers.push(await engine.search('investors', queries));
  const [ours = [], theirs = []] = answers;
  let places = 0;
  let largest = 0;
  ours.forEach((hits, at) => {
    hits.forEach(({ score }, place) => {
      places += 1;
      largest = Math.max(largest, Math.abs(score / (theirs[at]?.[place]?.score ?? NaN) - 1));
    });
  });
  console.info(
    `${when}: ${places} places of ${queries.length} rankings, largest difference of two scores ${largest} of the score`,
  );
  expect(ours).toEqual(theirs);
  expect(places).toBeGreaterThan(15_000);
}

interface Company {
  readonly id: string;
  readonly name: string;
  readonly category?: string;
  readonly tags?: readonly string[];
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
}

const companies: readonly Company[] = found
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Company)
  : [];

/** Words are enough here: how text is cut is no matter of the engines. */
function words(...texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => text?.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function documentOf(company: Company, version: number): SearchDocument {
  const { id, name, category, tags = [], country, region, city } = company;
  return {
    id,
    version,
    fields: {
      text: words(name, category, ...tags, region, city),
      name: words(name),
      codes: words(country, category),
    },
    facets: { country: country === undefined ? [] : [country] },
  };
}

/** Each third asks within a country, too; weights are no round numbers. */
function queryOf(company: Company, at: number): SearchQuery {
  const { fields } = documentOf(company, 1);
  const weights = { text: 1, name: 2.3, codes: 0.4 } as const;
  const terms = (['text', 'name', 'codes'] as const).flatMap((field) =>
    (fields[field] ?? []).map((term) => ({ field, term, weight: weights[field] })),
  );
  return {
    terms,
    size: 100,
    ...(at % 3 === 0 ? { filters: { country: ['USA', 'GBR'] }, excludeIds: [company.id] } : {}),
  };
}
