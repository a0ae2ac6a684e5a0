import { breakingChanges } from './breaking-changes';

type Change = (api: Mutable) => void;

/** The base document, loosely typed so that a change can be any. */
interface Mutable {
  paths: Record<string, Record<string, MutableOperation>>;
  components: { schemas: Record<string, MutableSchema> };
}
interface MutableOperation {
  [name: string]: unknown;
  parameters: { name: string; in: string; required?: boolean; schema: MutableSchema }[];
  requestBody: { required: boolean; content: Record<string, { schema: MutableSchema }> };
  responses: Record<
    string,
    { headers?: Record<string, unknown>; content?: Record<string, { schema: MutableSchema }> }
  >;
}
interface MutableSchema {
  [name: string]: unknown;
  properties: Record<string, Record<string, unknown>>;
  required: string[];
}

const base = (): Mutable =>
  ({
    paths: {
      '/things': {
        post: {
          operationId: 'makeThing',
          'x-access': 'leads:read',
          parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', maximum: 10 } }],
          requestBody: {
            required: false,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/In' } } },
          },
          responses: {
            200: {
              headers: { ETag: {} },
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Out' } } },
            },
            404: {},
          },
        },
        get: { operationId: 'listThings', 'x-access': 'anyone', responses: { 200: {} } },
      },
    },
    components: {
      schemas: {
        In: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: {
            name: { type: 'string', maxLength: 10 },
            kind: { type: 'string', enum: ['a', 'b'] },
            ref: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
            tags: { type: 'array', items: { type: 'string' } },
          },
        },
        Out: {
          type: 'object',
          required: ['id', 'kind', 'open', 'at'],
          properties: {
            id: { type: 'string' },
            kind: { type: 'string', enum: ['a', 'b'] },
            open: { type: 'string', enum: ['x'], 'x-extensible-enum': true },
            at: { anyOf: [{ type: 'string' }, { type: 'null' }] },
            note: { type: 'string' },
            child: { $ref: '#/components/schemas/Out' },
          },
        },
      },
    },
  }) as unknown as Mutable;

const post = (api: Mutable): MutableOperation => api.paths['/things']?.['post'] as MutableOperation;
const sent = (api: Mutable): MutableSchema => api.components.schemas['In'] as MutableSchema;
const answered = (api: Mutable): MutableSchema => api.components.schemas['Out'] as MutableSchema;
const compare = (change: Change): string[] => {
  const now = base();
  change(now);
  return breakingChanges(base(), now);
};

describe('breakingChanges', () => {
  it.each<[string, Change, string]>([
    ['a removed path', (api) => delete api.paths['/things'], 'POST /things: the operation was removed'],
    [
      'a removed operation',
      (api) => delete api.paths['/things']?.['get'],
      'GET /things: the operation was removed',
    ],
    ['another operationId', (api) => (post(api)['operationId'] = 'other'), 'the operationId has changed'],
    [
      'another permission',
      (api) => (post(api)['x-access'] = 'notes:read'),
      'was open to leads:read, now needs notes:read',
    ],
    [
      'a sign-in where there was none',
      (api) => ((api.paths['/things']?.['get'] as MutableOperation)['x-access'] = 'signed-in'),
      'was open to anyone, now needs signed-in',
    ],
    ['a removed parameter', (api) => post(api).parameters.pop(), 'query parameter limit is no longer taken'],
    [
      'a new required parameter',
      (api) =>
        post(api).parameters.push({ name: 'q', in: 'query', required: true, schema: {} as MutableSchema }),
      'query parameter q is required now',
    ],
    [
      'a parameter that became required',
      (api) => Object.assign(post(api).parameters[0] ?? {}, { required: true }),
      'query parameter limit is required now',
    ],
    [
      'a narrower parameter',
      (api) => Object.assign(post(api).parameters[0]?.schema ?? {}, { maximum: 5 }),
      'maximum was 10, is 5',
    ],
    [
      'a body that became required',
      (api) => (post(api).requestBody.required = true),
      'a body is required now',
    ],
    [
      'a media type that is no longer taken',
      (api) => (post(api).requestBody.content = { 'text/csv': { schema: {} as MutableSchema } }),
      'body has no application/json any more',
    ],
    ['a new required field', (api) => sent(api).required.push('kind'), 'body.kind: is required now'],
    [
      'a request field that is gone',
      (api) => delete sent(api).properties['kind'],
      'body.kind: the field is no longer taken',
    ],
    [
      'a narrower text',
      (api) => (sent(api).properties['name'] = { type: 'string', maxLength: 5 }),
      'maxLength was 10, is 5',
    ],
    [
      'a bound where there was none',
      (api) => (sent(api).properties['name'] = { type: 'string', maxLength: 10, minLength: 2 }),
      'minLength was open, is 2',
    ],
    [
      'a new pattern',
      (api) => Object.assign(sent(api).properties['name'] ?? {}, { pattern: '^a' }),
      'the pattern has changed',
    ],
    [
      'a new format',
      (api) => Object.assign(sent(api).properties['name'] ?? {}, { format: 'email' }),
      'the format was any, is email',
    ],
    [
      'a choice that is no longer taken',
      (api) => (sent(api).properties['kind'] = { type: 'string', enum: ['a'] }),
      'b is no longer taken',
    ],
    [
      'choices where any was taken',
      (api) => Object.assign(sent(api).properties['name'] ?? {}, { enum: ['a'] }),
      'any value is no longer taken',
    ],
    [
      'another type',
      (api) => (sent(api).properties['name'] = { type: 'integer' }),
      'body.name: the type was string, is integer',
    ],
    [
      'another type in a list',
      (api) => (sent(api).properties['tags'] = { type: 'array', items: { type: 'integer' } }),
      'body.tags[]: the type',
    ],
    [
      'an alternative that is no longer taken',
      (api) => (sent(api).properties['ref'] = { type: 'string' }),
      'body.ref: the alternatives',
    ],
    ['a removed status', (api) => delete post(api).responses['200'], 'the answer 200 was removed'],
    [
      'a removed header',
      (api) => delete post(api).responses['200']?.headers?.['ETag'],
      '200 has no header ETag any more',
    ],
    [
      'a removed answer field',
      (api) => delete answered(api).properties['note'],
      '200.note: the field was removed',
    ],
    [
      'an answer field that may be missing',
      (api) => answered(api).required.shift(),
      '200.id: may be missing now',
    ],
    [
      'another type of an answer field',
      (api) => (answered(api).properties['id'] = { type: 'integer' }),
      '200.id: the type was string',
    ],
    [
      'a new value of an answer',
      (api) => (answered(api).properties['kind'] = { type: 'string', enum: ['a', 'b', 'c'] }),
      'c may come now',
    ],
    [
      'any value in an answer',
      (api) => (answered(api).properties['kind'] = { type: 'string' }),
      'any value may come now',
    ],
    [
      'a null where there was none',
      (api) => (answered(api).properties['id'] = { anyOf: [{ type: 'string' }, { type: 'null' }] }),
      '200.id: the alternatives',
    ],
  ])('catches %s', (_what, change, sentence) => {
    expect(compare(change).join('\n')).toContain(sentence);
  });

  it.each<[string, Change]>([
    ['nothing', () => undefined],
    ['a new path', (api) => (api.paths['/others'] = {})],
    [
      'a new optional parameter',
      (api) => post(api).parameters.push({ name: 'q', in: 'query', schema: {} as MutableSchema }),
    ],
    ['a looser access', (api) => (post(api)['x-access'] = 'signed-in')],
    ['a wider parameter', (api) => Object.assign(post(api).parameters[0]?.schema ?? {}, { maximum: 50 })],
    ['a new optional request field', (api) => (sent(api).properties['more'] = { type: 'string' })],
    ['a request field that became optional', (api) => (sent(api).required = [])],
    [
      'a new choice of a request',
      (api) => (sent(api).properties['kind'] = { type: 'string', enum: ['a', 'b', 'c'] }),
    ],
    ['a wider type of a request', (api) => (sent(api).properties['name'] = { type: ['string', 'null'] })],
    ['a new answer field', (api) => (answered(api).properties['more'] = { type: 'string' })],
    ['an answer field that is always there now', (api) => answered(api).required.push('note')],
    [
      'a value that no longer comes',
      (api) => (answered(api).properties['kind'] = { type: 'string', enum: ['a'] }),
    ],
    ['a null that no longer comes', (api) => (answered(api).properties['at'] = { type: 'string' })],
    [
      'a new value where more were announced',
      (api) => (answered(api).properties['open'] = { type: 'string', enum: ['x', 'y'] }),
    ],
    ['a problem that no longer comes', (api) => delete post(api).responses['404']],
  ])('lets pass %s', (_what, change) => {
    expect(compare(change)).toEqual([]);
  });
});
