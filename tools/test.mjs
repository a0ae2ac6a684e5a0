/** `npm test`: every check of this repository in order; `npm test -- unit int` runs some of them. */
import { spawn, spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, checkNode, install, say } from './ready.mjs';

const RUNNERS = {
  lint: () => checks('the sources are formatted and linted', ['prettier', '--check', '.'], ['eslint', '.']),
  types: () => checks('the types agree', ['tsc', '-p', 'tsconfig.json', '--noEmit']),
  architecture: () =>
    checks('nobody imports what they may not', [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'libs',
    ]),
  packages: () =>
    checks('every licence and every install script was agreed to', ['tsx', 'tools/packages/check.ts']),
  unit: () => jest('unit', 2),
  int: () => jest('int'),
  fuzz: () => fuzz(),
  browser: () => (hasChromium() ? jest('browser') : withoutChromium()),
  engines: () => (canRunEngines() ? jest('engines') : withoutEngines()),
};

async function main() {
  checkNode();
  install({ development: true });
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in RUNNERS));
  if (unknown.length > 0) {
    say(`There is no runner "${unknown.join('", "')}"; there are ${Object.keys(RUNNERS).join(', ')}.`);
    process.exit(2);
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, runner] of Object.entries(RUNNERS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const began = performance.now();
    process.stdout.write(`\n== ${name}\n`);
    const result = await runner();
    for (const kind of Object.keys(total)) total[kind] += result[kind];
    process.stdout.write(
      `== ${name}: ${summary(result)}, in ${Math.round((performance.now() - began) / 1000)} s\n`,
    );
  }
  process.stdout.write(`\n${summary(total)}\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** One or more programs that together count as one test. */
async function checks(meaning, ...commands) {
  let passed = true;
  for (const [program, ...rest] of commands) passed = (await npx(program, rest)) === 0 && passed;
  process.stdout.write(`${passed ? '✓' : '✗'} ${meaning}\n`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** On `workers` processes: one where the files share a server, on which an open transaction of one holds up the feeds of all. */
async function jest(project, workers = 1) {
  const folder = mkdtempSync(join(tmpdir(), 'bole-jest-'));
  const file = join(folder, 'results.json');
  try {
    const code = await npx('jest', [
      '--selectProjects',
      project,
      '--maxWorkers',
      String(workers),
      '--passWithNoTests',
      '--json',
      '--outputFile',
      file,
    ]);
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const broken = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + broken;
    // A run that failed must not count as green, whatever its numbers say.
    return {
      passed: results.numPassedTests,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } catch (error) {
    process.stdout.write(`✗ jest left no results: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Schemathesis for a minute; `npm run fuzz` asks ten times as much. */
async function fuzz() {
  const code = await node('tools/fuzz/fuzz.mjs', '--small', '--cases', '1000');
  if (code === WITHOUT_PYTHON)
    return without('Schemathesis did not run: it needs Python 3.10 or newer with venv');
  process.stdout.write(
    `${code === 0 ? '✓' : '✗'} the API answers what its contract says, whatever it is asked\n`,
  );
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}
const WITHOUT_PYTHON = 69;

/** Kafka and Elasticsearch are fetched with Maven and run on Java 17 or newer. */
function canRunEngines() {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const maven = spawnSync('mvn', ['-v'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  return version >= 17 && maven.status === 0;
}

function hasChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return names.some((name) => spawnSync(name, ['--version']).status === 0);
}

function withoutChromium() {
  return without('The tests of the pages did not run: they need Chromium (chromium)');
}

function withoutEngines() {
  return without(
    'The tests on real Kafka and Elasticsearch did not run: they need Java 17 or newer (java) and Maven (mvn)',
  );
}

/** A runner whose programs are not there: it fails where all of them are asked for, as in CI. */
function without(sentence) {
  const required = process.env.BOLE_REQUIRE_ENGINES === '1';
  process.stdout.write(`${required ? '✗' : '○'} ${sentence}.\n`);
  return { passed: 0, failed: required ? 1 : 0, skipped: required ? 0 : 1 };
}

/** Runs an installed program with its output as it comes. */
function npx(program, rest) {
  return node(binary(program), ...rest);
}

function node(...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function binary(program) {
  const name = { depcruise: 'dependency-cruiser', tsc: 'typescript' }[program] ?? program;
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
  return join(ROOT, 'node_modules', name, typeof bin === 'string' ? bin : bin[program]);
}

await main();
