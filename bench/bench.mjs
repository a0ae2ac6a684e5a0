/** `npm run bench -- NAME [--option value …]`: builds what runs, then runs bench/NAME.bench.ts, compiled as the tests are. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, checkNode, install, ROOT, say } from '../tools/ready.mjs';

const [name, ...options] = process.argv.slice(2);
const names = readdirSync(join(ROOT, 'bench')).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
checkNode();
if (name === undefined || !names.includes(name)) {
  say(
    `There ${names.length === 1 ? 'is the bench' : 'are the benches'} ${names.join(', ')}: npm run bench -- NAME`,
  );
  process.exit(2);
}
install({ development: true });
build();
const child = spawn(
  process.execPath,
  [
    '-r',
    join(ROOT, 'test/support/register-typescript.cjs'),
    join(ROOT, 'bench', `${name}.bench.ts`),
    ...options,
  ],
  { cwd: ROOT, stdio: 'inherit' },
);
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 128);
});
