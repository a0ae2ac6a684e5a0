import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '@bole/kernel';
import { publishSamples } from '../../apps/standalone/src/samples';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type House, startHouse } from '../support/house';

const ROOT = join(__dirname, '..', '..');
const PAGE = join(ROOT, 'docs', 'analyst.md');
const BLOCK_LIMIT_MS = 30_000;
const run = promisify(execFile);

interface Block {
  readonly language: 'bash' | 'ts';
  readonly code: string;
  /** What stands right below it on the page, if anything does. */
  readonly prints: string | undefined;
}

/** The code blocks of a page of Markdown, each with the `text` block that follows it. */
function blocksOf(page: string): Block[] {
  const found = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
    language,
    code: code ?? '',
  }));
  return found.flatMap(({ language, code }, at) => {
    if (language !== 'bash' && language !== 'ts') return [];
    const next = found[at + 1];
    return { language, code, prints: next?.language === 'text' ? next.code : undefined };
  });
}

describe('the analyst’s page', () => {
  let database: TestDatabase;
  let house: House;
  let folder = '';
  let environment: Record<string, string> = {};

  beforeAll(async () => {
    database = await freshDatabase();
    house = await startHouse(database.connection, { BOLE_CHECK_ANSWERS: 'on' });
    await publishSamples(join(ROOT, 'samples'), house.log, systemClock);
    await house.settled(280_000);
    const key = await house.key('320500', ['insight:read', 'signals:read']);
    folder = await mkdtemp(join(tmpdir(), 'bole-analyst-'));
    environment = { PATH: process.env['PATH'] ?? '', BOLE_URL: house.url, BOLE_KEY: key };
  }, 320_000);

  afterAll(async () => {
    await house?.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const output = async ({ language, code }: Block): Promise<string> => {
    const file = join(folder, `block.${language === 'ts' ? 'ts' : 'sh'}`);
    await writeFile(file, language === 'ts' ? code : `set -euo pipefail\n${code}`);
    const tsx = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), '--tsconfig', join(ROOT, 'tsconfig.json')];
    const [program, ...given] = language === 'ts' ? [process.execPath, ...tsx, file] : ['bash', file];
    const { stdout } = await run(program ?? '', given, {
      cwd: folder,
      env: environment,
      timeout: BLOCK_LIMIT_MS,
    });
    return stdout;
  };

  it('has blocks that run, and print what it says', async () => {
    const blocks = blocksOf(await readFile(PAGE, 'utf8'));
    expect(blocks.map(({ language }) => language)).toEqual(expect.arrayContaining(['bash', 'ts']));
    expect(blocks.filter(({ prints }) => prints !== undefined)).toHaveLength(3);
    for (const block of blocks) {
      const printed = await output(block);
      expect(printed.length).toBeGreaterThan(5);
      if (block.prints !== undefined) expect(printed).toBe(block.prints);
      else expect(JSON.parse(printed)).not.toHaveProperty('code');
    }
  }, 120_000);

  it('would notice a key that does not hold', async () => {
    environment = { ...environment, BOLE_KEY: 'bole_wrong' };
    const [first] = blocksOf(await readFile(PAGE, 'utf8'));
    if (first === undefined) throw new Error('The page has no block');
    await expect(output(first)).rejects.toMatchObject({
      stdout: expect.stringContaining('KEY_INVALID') as string,
    });
  });
});
