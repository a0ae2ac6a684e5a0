/** What must be there before anything of Bole runs: a Node that is new enough, the dependencies, the compiled programs. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Exits with a sentence when this Node is too old. */
export function checkNode() {
  const needed = readJson('package.json').engines.node.replace('>=', '');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [neededMajor, neededMinor] = needed.split('.').map(Number);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  say(`Bole needs Node ${needed} or newer; this is Node ${process.versions.node}. See https://nodejs.org/`);
  process.exit(1);
}

/** Installs what the lock file lists and is not there; `development` also takes what only tests need. */
export function install({ development = false } = {}) {
  if (isInstalled(development)) return;
  say(
    development
      ? 'Installing the dependencies, those of the tests included …'
      : 'Installing the dependencies …',
  );
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const scope = development || existsSync(join(ROOT, 'node_modules/jest')) ? '--include=dev' : '--omit=dev';
  const result = spawnSync(npm, ['ci', scope, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  say('The dependencies could not be installed: see the lines of npm above.');
  process.exit(1);
}

/** Compiles what has changed; in a process of its own, so that the compiler does not stay in memory. */
export function build() {
  const result = spawnSync(process.execPath, [join(ROOT, 'tools/build.mjs'), '--quiet'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Runs a compiled program in this very process: no second Node, and signals reach it by themselves. */
export async function run(program) {
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(ROOT, 'dist', program)).href);
}

/** On standard error: standard output belongs to the program. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** Whether every package of the lock file is there in its version; npm keeps a list of what it has put there. */
function isInstalled(development) {
  const list = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const there = JSON.parse(readFileSync(list, 'utf8')).packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([path, { version, optional, dev, devOptional, link }]) =>
      path === '' ||
      optional || // Those of other platforms are never there.
      link ||
      (!development && (dev || devOptional)) ||
      there[path]?.version === version,
  );
}

function readJson(file) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}
