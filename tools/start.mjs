/** `npm start`: everything from a fresh clone to a running Bole. */
import { join } from 'node:path';
import { build, checkNode, install, run } from './ready.mjs';

checkNode();
install();
build();
// The terminal is for people; the log is beside the data.
process.env.BOLE_LOG_FILE ??= join(process.env.BOLE_DATA_DIR ?? '.bole', 'bole.log');
await run('apps/standalone/src/main.js');
