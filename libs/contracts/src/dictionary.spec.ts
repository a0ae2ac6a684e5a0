import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIELD_NAMES, type RecordKind } from './dictionary';
import { dictionaryPage, recordFields } from './dictionary-page';

const KINDS: readonly RecordKind[] = ['investor', 'project', 'signal'];

describe.each(KINDS)('the dictionary of %s', (kind) => {
  const entries = FIELD_NAMES.filter((field) => field.kind === kind);

  it('has an entry for every field of the schema, and no other', () => {
    expect(entries.map(({ path }) => path).sort()).toEqual(
      recordFields(kind)
        .map(({ path }) => path)
        .sort(),
    );
  });

  it('gives every field headers of its own', () => {
    const headers = entries
      .flatMap(({ zh, en, alsoCalled }) => [zh, en, ...(alsoCalled ?? [])])
      .map((header) => header.toLowerCase());
    expect(headers.filter((header, at) => headers.indexOf(header) !== at)).toEqual([]);
  });
});

it('docs/data-dictionary.md is what the schemas and the names give (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '../../../docs/data-dictionary.md'), 'utf8')).toBe(dictionaryPage());
});
