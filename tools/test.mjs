/** `npm test`: every check of this repository in order; `npm test -- unit int` runs some of them. */
import { spawn, spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, checkNode, install, say } from './ready.mjs';

const RUNNERS = {
  lint: (lane) =>
    checks(lane, 'the sources are formatted and linted', ['prettier', '--check', '.'], ['eslint', '.']),
  types: (lane) => checks(lane, 'the types agree', ['tsc', '-p', 'tsconfig.json', '--noEmit']),
  architecture: (lane) =>
    checks(lane, 'nobody imports what they may not', [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'libs',
    ]),
  packages: (lane) =>
    checks(lane, 'every licence and every install script was agreed to', ['tsx', 'tools/packages/check.ts']),
  unit: (lane) => jest(lane, 'unit', lane.alone ? 2 : 1),
  int: (lane) => jest(lane, 'int'),
  fuzz: (lane) => fuzz(lane),
  browser: (lane) => (hasChromium() ? jest(lane, 'browser') : withoutChromium(lane)),
  engines: (lane) => (canRunEngines() ? jest(lane, 'engines') : withoutEngines(lane)),
};

/** They need one core and no server: they run beside the others, which leave one idle. What they say is held back until each ends. */
const BESIDE = ['lint', 'types', 'architecture', 'packages', 'unit'];

async function main() {
  checkNode();
  install({ development: true });
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in RUNNERS));
  if (unknown.length > 0) {
    say(`There is no runner "${unknown.join('", "')}"; there are ${Object.keys(RUNNERS).join(', ')}.`);
    process.exit(2);
  }
  const asked = Object.keys(RUNNERS).filter((name) => wanted.length === 0 || wanted.includes(name));
  const lanes = [
    asked.filter((name) => BESIDE.includes(name)),
    asked.filter((name) => !BESIDE.includes(name)),
  ].filter((names) => names.length > 0);
  const alone = lanes.length === 1;
  const results = await Promise.all(
    lanes.map((names, at) => inOrder(names, { alone, held: !alone && at === 0 ? [] : undefined })),
  );
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results.flat()) for (const kind of Object.keys(total)) total[kind] += result[kind];
  process.stdout.write(`\n${summary(total)}\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

async function inOrder(names, lane) {
  const results = [];
  for (const name of names) {
    const began = performance.now();
    write(lane, `\n== ${name}\n`);
    const result = await RUNNERS[name](lane);
    results.push(result);
    const seconds = Math.round((performance.now() - began) / 1000);
    write(lane, `== ${name}: ${summary(result)}, in ${seconds} s\n`);
    if (lane.held !== undefined) process.stdout.write(Buffer.concat(lane.held.splice(0)));
  }
  return results;
}

function write({ held }, text) {
  if (held === undefined) process.stdout.write(text);
  else held.push(Buffer.from(text));
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** One or more programs that together count as one test. */
async function checks(lane, meaning, ...commands) {
  let passed = true;
  for (const [program, ...rest] of commands) passed = (await npx(lane, program, rest)) === 0 && passed;
  write(lane, `${passed ? '✓' : '✗'} ${meaning}\n`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** On `workers` processes: one where the files share a server, on which an open transaction of one holds up the feeds of all. */
async function jest(lane, project, workers = 1) {
  const folder = mkdtempSync(join(tmpdir(), 'bole-jest-'));
  const file = join(folder, 'results.json');
  try {
    const code = await npx(lane, 'jest', [
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
    write(lane, `✗ jest left no results: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Schemathesis for a minute; `npm run fuzz` asks ten times as much. */
async function fuzz(lane) {
  const code = await node(lane, 'tools/fuzz/fuzz.mjs', '--small', '--cases', '1000');
  if (code === WITHOUT_PYTHON)
    return without(lane, 'Schemathesis did not run: it needs Python 3.10 or newer with venv');
  write(lane, `${code === 0 ? '✓' : '✗'} the API answers what its contract says, whatever it is asked\n`);
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

function withoutChromium(lane) {
  return without(lane, 'The tests of the pages did not run: they need Chromium (chromium)');
}

function withoutEngines(lane) {
  return without(
    lane,
    'The tests on real Kafka and Elasticsearch did not run: they need Java 17 or newer (java) and Maven (mvn)',
  );
}

/** A runner whose programs are not there: it fails where all of them are asked for, as in CI. */
function without(lane, sentence) {
  const required = process.env.BOLE_REQUIRE_ENGINES === '1';
  write(lane, `${required ? '✗' : '○'} ${sentence}.\n`);
  return { passed: 0, failed: required ? 1 : 0, skipped: required ? 0 : 1 };
}

/** Runs an installed program with its output as it comes, or held back. */
function npx(lane, program, rest) {
  return node(lane, binary(program), ...rest);
}

function node({ held }, ...args) {
  return new Promise((resolve) => {
    const output = held === undefined ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', output, output] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => held?.push(chunk));
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function binary(program) {
  const name = { depcruise: 'dependency-cruiser', tsc: 'typescript' }[program] ?? program;
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
  return join(ROOT, 'node_modules', name, typeof bin === 'string' ? bin : bin[program]);
}

await main();
