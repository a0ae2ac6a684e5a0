/** `npm start`: everything from a fresh clone to a running Bole. */
import { build, checkNode, install, run } from './ready.mjs';

checkNode();
install();
build();
await run('apps/standalone/src/main.js');
