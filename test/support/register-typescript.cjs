/**
 * For child processes that a test starts and kills: `node -r test/support/register-typescript.cjs -e "require('…/thing.ts')"`
 * runs the sources as they are, compiled by the same SWC as everywhere else.
 */
const { existsSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformFileSync } = require('@swc/core');

const root = join(__dirname, '..', '..');

Module._extensions['.ts'] = (module, file) => {
  const { code } = transformFileSync(file, { cwd: root, sourceMaps: 'inline' });
  module._compile(code, file);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  const lib = /^@bole\/([^/]+)$/.exec(request)?.[1];
  const index = lib && join(root, 'libs', lib, 'src', 'index.ts');
  return index && existsSync(index) ? index : resolve(request, ...rest);
};
