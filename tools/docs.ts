/** Writes the pages that follow from the contracts. Tests fail when a committed page is not what this writes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument, asyncApiPage, dictionaryPage } from '@bole/contracts';

const pages: Readonly<Record<string, string>> = {
  'docs/asyncapi.json': `${JSON.stringify(asyncApiDocument(), null, 2)}\n`,
  'docs/asyncapi.md': asyncApiPage(),
  'docs/data-dictionary.md': dictionaryPage(),
};

for (const [path, text] of Object.entries(pages)) {
  writeFileSync(join(__dirname, '..', path), text);
  console.log(path);
}
