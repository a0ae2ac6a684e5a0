/** `npm run bole -- …`: the command line. */
import { build, checkNode, install, run } from './ready.mjs';

checkNode();
install();
build();
await run('apps/cli/src/main.js');
