/** Compiles apps/ and libs/ to dist/ with SWC, only what has changed; `@bole/x` becomes a relative path, data files are copied. */
import { performance } from 'node:perf_hooks';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT, say } from './ready.mjs';

const SOURCES = ['apps', 'libs'];
const MANIFEST = join(ROOT, 'dist/.build.json');
const AT_ONCE = 16;

const isTest = (path) => /[.-]spec\.ts$|\.d\.ts$/.test(path);
const isCompiled = (path) => path.endsWith('.ts');
const isData = (path) => /\.(json|csv|tsv|txt|ndjson|dict|yaml|hbs|html|css|js)$/.test(path);
const outputOf = (path) => join(ROOT, 'dist', isCompiled(path) ? path.replace(/\.ts$/, '.js') : path);

async function main() {
  const began = performance.now();
  const settings = await readFile(join(ROOT, '.swcrc'), 'utf8');
  const versions = [await readFile(new URL(import.meta.url), 'utf8'), process.version];
  const recipe = createHash('sha256')
    .update(JSON.stringify([settings, versions]))
    .digest('hex');
  const before = await readManifest(recipe);
  const now = await stampAll();

  const changed = Object.keys(now).filter((path) => before[path] !== now[path]);
  const gone = Object.keys(before).filter((path) => !(path in now));
  if (changed.length > 0 || gone.length > 0) {
    // A build that is cut short must not count as done.
    await rm(MANIFEST, { force: true });
    await Promise.all(gone.map((path) => rm(outputOf(path), { force: true })));
    await makeAll(changed, JSON.parse(settings));
    await write(MANIFEST, JSON.stringify({ recipe, files: now }));
  }
  if (!process.argv.includes('--quiet')) {
    say(
      `${changed.length} of ${Object.keys(now).length} files built in ${Math.round(performance.now() - began)} ms.`,
    );
  }
}

async function makeAll(paths, settings) {
  const { transformFile } = await import('@swc/core');
  const options = {
    ...settings,
    swcrc: false,
    jsc: { ...settings.jsc, baseUrl: ROOT, paths: { '@bole/*': ['libs/*/src'] } },
  };
  const queue = [...paths];
  const work = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop())
      await make(path, options, transformFile);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function make(path, options, transformFile) {
  const [from, to] = [join(ROOT, path), outputOf(path)];
  await mkdir(dirname(to), { recursive: true });
  if (!isCompiled(path)) return copyFile(from, to);
  const { code, map } = await transformFile(from, { ...options, filename: from });
  if (map !== undefined) await write(`${to}.map`, map);
  await write(
    to,
    map === undefined ? code : `${code}\n//# sourceMappingURL=${to.split(/[\\/]/).pop()}.map\n`,
  );
}

/** In one step, for another build may read or write the same file. */
async function write(path, text) {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, path);
}

async function stampAll() {
  const stamps = {};
  for (const source of SOURCES) {
    for (const entry of await readdir(join(ROOT, source), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length);
      if (
        !entry.isFile() ||
        isTest(path) ||
        path.includes('node_modules') ||
        !(isCompiled(path) || isData(path))
      )
        continue;
      const { mtimeMs, size } = await stat(join(ROOT, path));
      stamps[path] = `${mtimeMs}-${size}`;
    }
  }
  return stamps;
}

async function readManifest(recipe) {
  try {
    const manifest = JSON.parse(await readFile(MANIFEST, 'utf8'));
    if (manifest.recipe === recipe) return manifest.files;
  } catch {
    // There is none yet, or it is broken: everything is built.
  }
  await rm(join(ROOT, 'dist'), { recursive: true, force: true });
  return {};
}

main().catch((error) => {
  say(`The build failed: ${error.message ?? error}`);
  process.exitCode = 1;
});
