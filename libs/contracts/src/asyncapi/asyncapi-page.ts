import { HEADER } from '../cloud-event';
import { type EventType } from '../event-type';
import { schemaFields } from '../schema-fields';
import { valuesOf } from '../schema-words';
import { type Channel, CHANNELS, goldenKey, payloadSchema } from './asyncapi-document';

/** The topics and events as a page for people; the same facts as `asyncApiDocument`. */
export function asyncApiPage(): string {
  return [
    '# Topics and events',
    '',
    'Generated from `libs/contracts` by `npm run docs`; a test fails when this page is not theirs. For machines: `asyncapi.json`.',
    '',
    'Every record is a CloudEvents 1.0 event in binary mode: the attributes stand in its headers',
    `(${Object.values(HEADER).map((header) => `\`${header}\``).join(', ')}; the last two are optional), JSON stands in its value.`,
    'Readers ignore members that they do not know. A record that fails its schema goes to `rejected` with the reason and its original bytes.',
    'Fields marked ● are required. What the fields of profiles and signals mean: `data-dictionary.md`.',
    '',
    '| topic | | what | kept |',
    '|---|---|---|---|',
    ...CHANNELS.map(({ topic, action }) => `| \`${topic.name}\` | ${action === 'receive' ? 'into Bole' : 'out of Bole'} | ${topic.summary} | ${keptOf(topic)} |`),
    ...CHANNELS.flatMap(({ events, topic }) => ['', `## ${topic.name}`, ...events.flatMap(eventSection)]),
    '',
  ].join('\n'); // prettier-ignore
}

const DAY_MS = 86_400_000;

function keptOf({ cleanup, retentionMs }: Channel['topic']): string {
  if (cleanup === 'compact') return 'the last record of every key, for ever';
  return retentionMs === null ? 'for ever' : `${retentionMs / DAY_MS} days`;
}

function eventSection(event: EventType): string[] {
  return [
    '',
    `### ${event.type}`,
    '',
    event.summary,
    '',
    `Key, for example: \`${goldenKey(event)}\``,
    '',
    '| field | | values |',
    '|---|---|---|',
    ...schemaFields(payloadSchema(event)).map(
      (field) => `| \`${field.path}\` | ${field.required ? '●' : ''} | ${valuesOf(field)} |`,
    ),
    '',
    '```json',
    JSON.stringify(event.golden, null, 2),
    '```',
  ];
}
