/** Writes the pages that follow from the contracts. Tests fail when a committed page is not what this writes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dictionaryPage } from '@bole/contracts';

const pages: Readonly<Record<string, string>> = {
  'docs/data-dictionary.md': dictionaryPage(),
};

for (const [path, text] of Object.entries(pages)) {
  writeFileSync(join(__dirname, '..', path), text);
  console.log(path);
}
