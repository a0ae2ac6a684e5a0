/**
 * Writes the pages that follow from the code: contracts, OpenAPI, the client's types. Tests fail when a committed one is
 * not what this writes. `--release` also makes the present OpenAPI the contract that later ones must not break.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument, asyncApiPage, dictionaryPage } from '@bole/contracts';
import { CLIENT_SCHEMA, clientSchemaText, OPENAPI, openApiText, RELEASED } from './api/api-document';

const pages: readonly (readonly [path: string, text: () => string])[] = [
  ['docs/asyncapi.json', () => `${JSON.stringify(asyncApiDocument(), null, 2)}\n`],
  ['docs/asyncapi.md', asyncApiPage],
  ['docs/data-dictionary.md', dictionaryPage],
  [OPENAPI, openApiText],
  // From the file that was just written.
  [CLIENT_SCHEMA, clientSchemaText],
  ...(process.argv.includes('--release') ? [[RELEASED, openApiText] as const] : []),
];

for (const [path, text] of pages) {
  writeFileSync(join(__dirname, '..', path), text());
  console.log(path);
}
