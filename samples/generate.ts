/** Writes the samples: `npm run samples`. They follow from the seed in generator/samples.ts and from nothing else. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asNdjson, drawSamples } from './generator/samples';

for (const [name, records] of Object.entries(drawSamples())) {
  writeFileSync(join(__dirname, `${name}.ndjson`), asNdjson(records as readonly object[]));
  console.log(`samples/${name}.ndjson: ${(records as readonly object[]).length} records`);
}
