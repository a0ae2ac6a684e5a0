import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PartyKind, profileIdOf } from '@bole/profiles';
import { SAMPLE_INVESTOR_ID, SAMPLE_PROJECT_ID } from './sample-ids';

interface Submission {
  readonly source: string;
  readonly sourceId: string;
  readonly profile: Parameters<typeof profileIdOf>[3];
}

function first(kind: PartyKind): string {
  const text = readFileSync(join(__dirname, `../../../../samples/${kind}s.ndjson`), 'utf8');
  const { source, sourceId, profile } = JSON.parse(text.slice(0, text.indexOf('\n'))) as Submission;
  return profileIdOf(kind, source, sourceId, profile);
}

it('names parties that the samples have', () => {
  expect([SAMPLE_INVESTOR_ID, SAMPLE_PROJECT_ID]).toEqual([first('investor'), first('project')]);
});
