/** `npm run fuzz`: runs fuzz.ts and the house that it asks from the sources, in one process. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../test/support/register-typescript.cjs');
await require('./fuzz.ts').main();
