/** `npm run bole -- …`: the command line. */
import { spawnSync } from 'node:child_process';
import { getHeapStatistics } from 'node:v8';
import { build, checkNode, install, run } from './ready.mjs';

/** Commands that hold a whole history in memory; the others work through streams, within what `npm run bole` gives. */
const HOLDING = ['evaluate', 'train'];
const MOST_MEGABYTES = 3_500;

checkNode();
install();
build();
if (HOLDING.includes(process.argv[2]) && getHeapStatistics().heap_size_limit < MOST_MEGABYTES * 1_000_000) {
  const words = [`--max-old-space-size=${MOST_MEGABYTES}`, ...process.argv.slice(1)];
  const child = spawnSync(process.execPath, words, { stdio: 'inherit' });
  process.exitCode = child.status ?? 1;
} else await run('apps/cli/src/main.js');
