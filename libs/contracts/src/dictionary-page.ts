import { type z } from 'zod';
import { type FieldName, fieldName, type RecordKind } from './dictionary';
import { investorSubmittedV1 } from './events/investor-submitted.v1';
import { projectSubmittedV1 } from './events/project-submitted.v1';
import { signalReportedV1 } from './events/signal-reported.v1';
import { jsonSchemaOf, type SchemaField, schemaFields } from './schema-fields';
import { valuesOf } from './schema-words';

/** The fields of one kind of record as its schema has them; paths as in the dictionary, without `profile.` in front. */
export function recordFields(kind: RecordKind): readonly SchemaField[] {
  return schemaFields(jsonSchemaOf(SCHEMAS[kind])).map((field) => ({
    ...field,
    path: field.path.replace(/^profile\./, ''),
  }));
}

/** The data dictionary as a Markdown page. Throws when a field of a schema has no entry in the dictionary. */
export function dictionaryPage(): string {
  return [
    '# Data dictionary',
    '',
    'What owners of data submit: every field with its names, its unit and the standard that it follows. Generated from the schemas',
    'in `libs/contracts` and the names in `libs/contracts/src/dictionary.ts` by `npm run docs`; a test fails when this page is not theirs.',
    '',
    'A field that is not known is left out: missing is missing, never zero and never an empty text. Required fields are marked ●.',
    'In a file for import the Chinese or the English name is the header, and the other headers mean the same. A list in one cell is separated by `;`.',
    ...KINDS.flatMap(section),
    '',
  ].join('\n');
}

const SCHEMAS: Readonly<Record<RecordKind, z.ZodType>> = {
  investor: investorSubmittedV1.data,
  project: projectSubmittedV1.data,
  signal: signalReportedV1.data,
};

const KINDS: readonly { readonly kind: RecordKind; readonly title: string; readonly event: string }[] = [
  { kind: 'investor', title: 'Investor 投资商', event: investorSubmittedV1.type },
  { kind: 'project', title: 'City project 城市项目', event: projectSubmittedV1.type },
  { kind: 'signal', title: 'Signal 信号', event: signalReportedV1.type },
];

function section({ kind, title, event }: (typeof KINDS)[number]): string[] {
  const place =
    kind === 'signal'
      ? 'Paths are inside the event'
      : 'Paths are inside `profile`, but for source, sourceId, tenant and version';
  return [
    '',
    `## ${title}`,
    '',
    `\`${event}\`. ${place}.`,
    '',
    '| path | 中文 | English | | values | unit | standard | note | other headers |',
    '|---|---|---|---|---|---|---|---|---|',
    ...recordFields(kind).map((field) => row(field, entryOf(kind, field.path))),
  ];
}

function entryOf(kind: RecordKind, path: string): FieldName {
  const entry = fieldName(kind, path);
  if (entry === undefined)
    throw new Error(`libs/contracts/src/dictionary.ts has no entry for ${path} of ${kind}`);
  return entry;
}

function row(field: SchemaField, { zh, en, unit, standard, note, alsoCalled }: FieldName): string {
  const mark = field.required ? '●' : '';
  const cells = [
    `\`${field.path}\``,
    zh,
    en,
    mark,
    valuesOf(field),
    unit,
    standard,
    note,
    alsoCalled?.join('、'),
  ];
  return `| ${cells.map((cell) => (cell ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
}
