import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@bole/kernel';
import { type EvaluationResult } from '@bole/matching';
import { CommandLine } from '../command-line';
import { buildProgram } from '../program';

let folder: string;
const CATEGORIES = ['software', 'biotech', 'games_video', 'semiconductor'];
const COUNTRIES = ['USA', 'CHN', 'DEU'];

/** Investors who each keep to a category and a country, over six years. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bole-evaluate-'));
  const random = seededRandom(4);
  const investors = Array.from({ length: 24 }, (_, at) => ({ id: `i${at}`, name: `Investor ${at}`, country: COUNTRIES[at % 3] })); // prettier-ignore
  const companies = Array.from({ length: 500 }, (_, at) => ({
    id: `c${at}`,
    name: `Company ${at}`,
    category: CATEGORIES[Math.floor(random() * 4)],
    tags: [],
    country: COUNTRIES[Math.floor(random() * 3)],
  }));
  const deals = companies.map((company, at) => {
    const worth = investors.map((investor, place) => ({
      id: investor.id,
      value: (CATEGORIES[place % 4] === company.category ? 1 : 0) + (investor.country === company.country ? 1 : 0) + random(), // prettier-ignore
    }));
    const best = worth.sort((a, b) => b.value - a.value)[0]?.id ?? '';
    const on = new Date(Date.UTC(2006, 0, 1) + at * 4.3 * 86_400_000).toISOString().slice(0, 10);
    return `${on},${best},${company.id},angel,${1_000_000 + at}`;
  });
  const lines = (items: readonly object[]) => items.map((item) => `${JSON.stringify(item)}\n`).join('');
  await writeFile(join(folder, 'investors.ndjson'), lines(investors));
  await writeFile(join(folder, 'companies.ndjson'), lines(companies));
  const header = 'date,investor_id,company_id,stage,amount_usd';
  await writeFile(join(folder, 'deals.csv'), [header, ...deals, '2010-13-45,i1,c1,angel,5'].join('\n'));
});

afterAll(() => rm(folder, { recursive: true }));

async function evaluate(...words: string[]): Promise<{ out: string[]; notes: string[] }> {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = {
    out: (text: string) => void out.push(text),
    note: (text: string) => void notes.push(text),
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  const line = new CommandLine(terminal, () => Promise.reject(new Error('It needs no engine.')));
  await buildProgram(line).parseAsync(['evaluate', folder, ...words], { from: 'user' });
  return { out, notes };
}

describe('bole evaluate', () => {
  it('learns tastes from a history and ranks above chance, the same figures twice, with --json alone on the output', async () => {
    const words = ['--cutoff', '2011-01-01', '--end', '2012-01-01', '--json'];
    const first = await evaluate(...words);
    expect(first.out).toHaveLength(1);
    expect(first.notes.at(-1)).toBe('1 wrong rows were left out.');
    const result = JSON.parse(first.out[0] ?? '') as EvaluationResult;
    const { queries, pairs, methods } = result['A-cold'];
    expect(queries).toBeGreaterThan(50);
    expect(pairs).toBe(queries);
    const ndcg = (method: string) => methods[method]?.ndcg10 ?? Number.NaN;
    expect(Object.keys(methods)).toEqual(['bole', 'bole-untrained', 'bm25', 'popularity', 'random']);
    expect(ndcg('bole')).toBeGreaterThan(1.5 * ndcg('random'));
    const again = JSON.parse((await evaluate(...words)).out[0] ?? '') as EvaluationResult;
    expect(again['A-cold'].methods['bole']?.ndcg10).toBe(ndcg('bole'));
  });

  it('prints tables with what a score was worth and slices', async () => {
    const { out } = await evaluate('--cutoff', '2011-01-01', '--end', '2012-01-01', '--no-ask');
    const text = out.join('\n');
    expect(text).toMatch(/A-cold \(investors for a new project\): \d+ queries, pool \d+/);
    expect(text).toMatch(/bole +\d\.\d{4}/);
    expect(text).toMatch(/-?\d+ to -?\d+ points +\d+ +\d/);
    expect(text).toMatch(/A-warm \(.+\): nothing to foretell in this span/);
    expect(text).toMatch(/country: (USA|CHN|DEU) +\d+/);
  });

  it.each([
    ['2011-01-01', '2010-01-01', /END_BEFORE_CUTOFF: end.*2010-01-01.*a day after 2011-01-01/],
    ['2006-01-02', '2007-01-01', /HISTORY_TOO_SHORT: cutoff/],
    ['2013-01-01', '2014-01-01', /NOTHING_TO_FORETELL: end/],
  ])('says what is wrong with the days %s and %s', async (cutoff, end, message) => {
    await expect(evaluate('--cutoff', cutoff, '--end', end)).rejects.toThrow(message);
  });
});
