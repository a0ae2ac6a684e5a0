import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signalFacts } from '@bole/contracts';
import { fixedClock } from '@bole/kernel';
import {
  fileOf,
  importRecords,
  type ImportKind,
  type ImportOutcome,
  investorProblems,
  projectProblems,
} from '@bole/profiles';
import { drawImportSamples, importFiles } from './import-files';
import { drawSamples } from './samples';

const drawn = drawImportSamples();
const committed = (name: string) => readFileSync(join(__dirname, '../import', name));

async function imported(name: string, kind: ImportKind): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  const checks = {
    investors: investorProblems,
    projects: projectProblems,
    signals: (signal: unknown) =>
      signalFacts.safeParse(signal).success ? [] : [{ code: 'WRONG', field: '', expected: 'a signal' }],
  };
  const options = { kind, clock: fixedClock('2026-11-21T00:00:00Z'), checks };
  for await (const outcome of importRecords(fileOf(name, committed(name)), options)) outcomes.push(outcome);
  return outcomes;
}

const CASES: readonly (readonly [file: string, kind: ImportKind])[] = [
  ['investors-zh.csv', 'investors'],
  ['investors-zh-gb18030.csv', 'investors'],
  ['projects-en.csv', 'projects'],
  ['projects-zh.xlsx', 'projects'],
  ['signals-zh.csv', 'signals'],
];

describe.each(CASES)('samples/import/%s', (file, kind) => {
  it('is what the generator gives (npm run samples)', async () => {
    const made = (await importFiles(drawn)).get(file);
    if (file.endsWith('.xlsx')) expect(made?.length).toBe(committed(file).length);
    else expect(made?.equals(committed(file))).toBe(true);
  });

  it('is imported whole, without a remark, and says what was drawn', async () => {
    const outcomes = await imported(file, kind);
    expect(
      outcomes.flatMap((each): readonly unknown[] => (each.form === 'record' ? each.notes : [each])),
    ).toEqual([]);
    const records = outcomes.flatMap((each) => (each.form === 'record' ? [each.data] : []));
    expect(records.map((record) => essence(kind, record))).toEqual(
      drawn[kind].map((record) => essence(kind, record)),
    );
  });
});

it('stands beside the NDJSON samples, not in their place', () => {
  const samples = drawSamples();
  for (const kind of ['investors', 'projects'] as const) {
    const names = new Set(samples[kind].map(({ profile }) => profile.names.zh));
    expect(drawn[kind].filter(({ profile }) => names.has(profile.names.zh))).toEqual([]);
  }
});

type Members = Readonly<Record<string, unknown>>;

/** What every file says of a record, whatever its columns. */
function essence(kind: ImportKind, record: object): unknown {
  const { sourceId, profile, investor, project, kind: signalKind, occurredAt } = record as Members;
  if (kind === 'signals')
    return { sourceId, investor, project, signalKind, instant: Date.parse(String(occurredAt).slice(0, 16)) };
  const { names, industries, products, home, place, capex, type, seeks, timing, registration } =
    profile as Members;
  const { zh, en } = names as Members;
  return { sourceId, zh, en, industries, products, home, place, capex, type, seeks, timing, registration };
}
