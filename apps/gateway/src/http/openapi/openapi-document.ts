import { type z } from 'zod';
import { type AnyEndpoint, API_PREFIX, TAGS, usualStatus } from '../endpoint';
import { type CollectedSchemas, collectSchemas, type Json } from './schemas';
import { problemStatuses } from './statuses';
import {
  HEADERS,
  headersOf,
  PARAMETERS,
  problemResponse,
  problemSchema,
  SECURITY_SCHEMES,
} from './shared-components';

/** The version of the contract: its first number stays while nothing breaks (docs/openapi.released.json). */
export const API_VERSION = '1.0.0';

/** The API as OpenAPI 3.1, from nothing but the declarations of its endpoints. */
export function openApiDocument(endpoints: readonly AnyEndpoint[]): Json {
  const schemas = collect(endpoints);
  const statuses = [...new Set(endpoints.flatMap(problemStatuses))].sort((a, b) => a - b);
  const used = new Set(endpoints.map(({ tag }) => tag));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bole 伯乐',
      version: API_VERSION,
      summary: 'Whom to call next, for which project, why, and by which channel.',
      description: INTRODUCTION,
    },
    servers: [{ url: '/', description: 'This Bole' }],
    tags: Object.entries(TAGS)
      .filter(([name]) => used.has(name as keyof typeof TAGS))
      .map(([name, { zh, en }]) => ({ name, description: `${zh} · ${en}` })),
    paths: pathsOf(endpoints, schemas),
    components: {
      schemas: schemas.components,
      responses: Object.fromEntries(statuses.map((status) => [`Problem${status}`, problemResponse(status)])),
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

const INTRODUCTION = [
  '每个请求使用 API 密钥(`Authorization: Bearer bole_…`)或登录会话。列表用 `limit` 与 `cursor` 翻页;错误为 RFC 9457,代码见 /docs/problems。',
  'Every request bears an API key (`Authorization: Bearer bole_…`) or a session. Lists are paged by `limit` and `cursor`; errors follow RFC 9457, with the codes at /docs/problems.',
  'Readers must ignore fields that they do not know: answers grow. Requests must not hold any: they are refused.',
].join('\n\n');

function collect(endpoints: readonly AnyEndpoint[]): CollectedSchemas {
  const requests: Record<string, z.ZodType> = {};
  const answers: Record<string, z.ZodType> = { problem: problemSchema };
  for (const { id, params, query, body, answers: declared } of endpoints) {
    if (params !== undefined) requests[`${id} params`] = params;
    if (query !== undefined) requests[`${id} query`] = query;
    if (body !== undefined) requests[`${id} body`] = body;
    for (const [status, { schema }] of Object.entries(declared))
      if (schema !== undefined) answers[`${id} ${status}`] = schema;
  }
  return collectSchemas(requests, answers);
}

function pathsOf(endpoints: readonly AnyEndpoint[], schemas: CollectedSchemas): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    const path = `/${API_PREFIX}/${endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')}`;
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint, schemas);
  }
  return paths;
}

function operation(endpoint: AnyEndpoint, schemas: CollectedSchemas): Json {
  const { id, tag, summary, description, access, method, answers } = endpoint;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, ACCESS_WORDS[access] ?? `Needs the permission \`${access}\`.`]
      .filter((line) => line !== undefined)
      .join('\n\n'),
    'x-access': access,
    security:
      access === 'anyone'
        ? []
        : [{ key: [] }, method === 'GET' ? { session: [] } : { session: [], csrf: [] }],
    parameters: parameters(endpoint, schemas),
    ...requestBody(endpoint, schemas),
    responses: {
      ...Object.fromEntries(
        Object.keys(answers).map((status) => [status, answer(endpoint, Number(status), schemas)]),
      ),
      ...(isConditional(endpoint)
        ? { 304: { description: 'It is as you have it.', headers: headersOf(['ETag', 'X-Correlation-Id']) } }
        : {}),
      ...Object.fromEntries(
        problemStatuses(endpoint).map((status) => [
          status,
          { $ref: `#/components/responses/Problem${status}` },
        ]),
      ),
    },
  };
}

const ACCESS_WORDS: Readonly<Record<string, string>> = {
  anyone: 'Open to anyone.',
  'signed-in': 'For every person and key.',
};

function isConditional({ method, answers }: AnyEndpoint): boolean {
  return method === 'GET' && answers[200]?.schema !== undefined;
}

function parameters(endpoint: AnyEndpoint, { requests }: CollectedSchemas): Json[] {
  const { id, ifMatch, idempotent, prefersWait, example } = endpoint;
  const shared = (name: keyof typeof PARAMETERS): Json => ({ $ref: `#/components/parameters/${name}` });
  return [
    ...fields(requests[`${id} params`], 'path', example?.params),
    ...fields(requests[`${id} query`], 'query', example?.query),
    shared('lang'),
    ...(isConditional(endpoint) ? [shared('IfNoneMatch')] : []),
    ...(ifMatch === 'optional' ? [shared('IfMatch')] : []),
    ...(ifMatch === 'required' ? [{ ...PARAMETERS.IfMatch, required: true }] : []),
    ...(idempotent === true ? [shared('IdempotencyKey')] : []),
    ...(prefersWait === true ? [shared('Prefer')] : []),
  ];
}

function fields(
  object: Json | undefined,
  where: 'path' | 'query',
  examples: Readonly<Record<string, unknown>> = {},
): Json[] {
  const { properties = {}, required = [] } = (object ?? {}) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    const needed = where === 'path' || required.includes(name);
    const { examples: some } = schema as { examples?: readonly unknown[] };
    // The docs page fills in every `example`: of what may be left out, only those that go together.
    const example = examples[name] ?? (needed ? some?.[0] : undefined);
    return {
      name,
      in: where,
      ...(needed ? { required: true } : {}),
      ...(description === undefined ? {} : { description }),
      schema,
      ...(example === undefined ? {} : { example }),
    };
  });
}

function requestBody({ id, body, ndjson, example }: AnyEndpoint, { requests }: CollectedSchemas): Json {
  if (body === undefined) return {};
  const content: Record<string, Json> = {
    'application/json': {
      schema: requests[`${id} body`],
      ...(example?.body === undefined ? {} : { example: example.body }),
    },
  };
  if (ndjson === true)
    content['application/x-ndjson'] = {
      schema: { type: 'string', description: 'One JSON value a line: the `items` of the JSON body.' },
    };
  return { requestBody: { required: !body.safeParse(undefined).success, content } };
}

function answer(endpoint: AnyEndpoint, status: number, { answers }: CollectedSchemas): Json {
  const { id, access, idempotent, prefersWait } = endpoint;
  const { description, schema, types = [], headers = {} } = endpoint.answers[status] ?? { description: '' };
  const content = {
    ...(schema === undefined ? {} : { 'application/json': { schema: answers[`${id} ${status}`] } }),
    ...Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }])),
  };
  return {
    description,
    headers: {
      ...headersOf([
        'X-Correlation-Id',
        ...(isConditional(endpoint) ? (['ETag'] as const) : []),
        ...(access === 'anyone'
          ? []
          : (['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'] as const)),
        ...(idempotent === true && status === usualStatus(endpoint.answers)
          ? (['Idempotency-Replayed'] as const)
          : []),
        ...(prefersWait === true ? (['Preference-Applied'] as const) : []),
      ]),
      ...Object.fromEntries(
        Object.entries(headers).map(([name, words]) => [
          name,
          { description: words, schema: { type: 'string' } },
        ]),
      ),
    },
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
}
