import { CORRELATION_ID, HEADER } from '../cloud-event';
import { type EventType } from '../event-type';
import { EVENTS } from '../registry';
import { type JsonSchema, jsonSchemaOf } from '../schema-fields';
import { TOPICS, type TopicSpec } from '../topics';

/** A topic with its events, and which way it flows as seen from Bole. */
export interface Channel {
  /** The name of the topic in `TOPICS`. */
  readonly name: string;
  readonly topic: TopicSpec;
  readonly action: 'receive' | 'send';
  readonly events: readonly EventType[];
}

/** Every topic, in order. */
export const CHANNELS: readonly Channel[] = Object.entries(TOPICS).map(([name, topic]) => ({
  name,
  topic,
  action: topic.name.startsWith('inbound.') || topic.name === TOPICS.requests.name ? 'receive' : 'send',
  events: EVENTS.filter((event) => event.topic === topic.name).map((event) => event as unknown as EventType),
}));

/** The AsyncAPI 3.0 document of all topics and events; payloads are JSON Schema draft 7, headers are those of CloudEvents in binary mode. */
export function asyncApiDocument(): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Bole',
      version: '1.0.0',
      description:
        'The topics of Bole (伯乐). A record is a CloudEvents 1.0 event in binary mode: attributes in the headers, JSON in the value. ' +
        'Readers ignore members that they do not know; a breaking change is a new type that ends in the next version.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(CHANNELS.map((channel) => [channel.name, channelObject(channel)])),
    operations: Object.fromEntries(
      CHANNELS.map((channel) => [`${channel.action}-${channel.name}`, operationObject(channel)]),
    ),
    components: {
      messages: Object.fromEntries(
        EVENTS.map((event) => [event.type, messageObject(event as unknown as EventType)]),
      ),
    },
  };
}

/** The JSON Schema of an event's value. */
export function payloadSchema(event: EventType): JsonSchema {
  return jsonSchemaOf(event.data);
}

/** The key that the golden example has. */
export function goldenKey(event: EventType): string {
  return event.key(event.data.parse(event.golden));
}

function channelObject({ topic, events }: Channel): Record<string, unknown> {
  return {
    address: topic.name,
    summary: topic.summary,
    messages: Object.fromEntries(events.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: {
      kafka: {
        topicConfiguration: {
          'cleanup.policy': [topic.cleanup],
          ...(topic.retentionMs === null ? {} : { 'retention.ms': topic.retentionMs }),
        },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function operationObject({ name, topic, action }: Channel): Record<string, unknown> {
  return { action, channel: { $ref: `#/channels/${name}` }, summary: topic.summary };
}

function messageObject(event: EventType): Record<string, unknown> {
  return {
    name: event.type,
    summary: event.summary,
    contentType: 'application/json',
    headers: headersSchema(event.type),
    payload: payloadSchema(event),
    bindings: { kafka: { key: { type: 'string', examples: [goldenKey(event)] }, bindingVersion: '0.5.0' } },
    examples: [{ name: 'golden', payload: event.golden }],
  };
}

function headersSchema(type: string): JsonSchema {
  return {
    type: 'object',
    required: [HEADER.specVersion, HEADER.id, HEADER.type, HEADER.source, HEADER.time],
    properties: {
      [HEADER.specVersion]: { type: 'string', const: '1.0' },
      [HEADER.id]: { type: 'string', minLength: 1, description: 'unique within its source' },
      [HEADER.type]: { type: 'string', const: type },
      [HEADER.source]: {
        type: 'string',
        format: 'uri-reference',
        minLength: 1,
        description: 'the producer, such as /city-crm',
      },
      [HEADER.time]: { type: 'string', format: 'date-time' },
      [HEADER.contentType]: { type: 'string', const: 'application/json' },
      [HEADER.correlationId]: {
        type: 'string',
        pattern: CORRELATION_ID.source,
        description: 'what began it all, such as a request; stands in log lines',
      },
      [HEADER.traceparent]: { type: 'string', description: 'W3C trace context' },
    },
  };
}
