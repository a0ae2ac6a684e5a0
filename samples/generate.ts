/** Writes the samples: `npm run samples`. They follow from the seed in generator/samples.ts and from nothing else. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawImportSamples, importFiles } from './generator/import-files';
import { asNdjson, drawSamples } from './generator/samples';

async function generate(): Promise<void> {
  const { investors, projects, signals } = drawSamples();
  write('investors.ndjson', asNdjson(investors));
  write('projects.ndjson', asNdjson(projects));
  write('signals.ndjson', asNdjson(signals));
  for (const [name, bytes] of await importFiles(drawImportSamples())) write(`import/${name}`, bytes);
}

function write(name: string, content: string | Buffer): void {
  writeFileSync(join(__dirname, name), content);
  console.log(`samples/${name}`);
}

void generate();
