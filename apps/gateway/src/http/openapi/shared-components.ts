import { z } from 'zod';
import { codesOf } from './statuses';
import { type Json } from './schemas';

/** One field that is wrong. */
export const fieldProblemSchema = z
  .object({
    code: z.string().meta({ description: 'Stable; all codes are listed at /docs/problems.' }),
    field: z.string().meta({ description: 'A path, e.g. profile.capex.min' }),
    value: z.string().optional().meta({ description: 'What was found, shortened.' }),
    expected: z.string().meta({ description: 'What would be right.' }),
  })
  .meta({ id: 'FieldProblem' });

/** RFC 9457, as every error is answered. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Where the code is explained.' }),
    title: z.string().meta({ description: 'In Chinese or English, as Accept-Language or `lang` asks.' }),
    status: z.number().int(),
    code: z.string().meta({ description: 'Stable; all codes are listed at /docs/problems.' }),
    detail: z.string().optional(),
    instance: z.string().meta({ description: 'The path that was asked for.' }),
    errors: z.array(fieldProblemSchema).optional().meta({ description: 'Every wrong field of an input.' }),
  })
  .meta({
    id: 'Problem',
    description: 'What is wrong with a request (RFC 9457).',
    examples: [
      {
        type: '/docs/problems#INPUT_INVALID',
        title: 'Some fields are wrong',
        status: 422,
        code: 'INPUT_INVALID',
        instance: '/api/v1/projects',
        errors: [{ code: 'FIELD_TOO_SMALL', field: 'profile.jobs', value: '-3', expected: 'at least 0' }],
      },
    ],
  });

const text = (description: string, example?: string): Json => ({
  description,
  schema: { type: 'string' },
  ...(example === undefined ? {} : { example }),
});
const whole = (description: string): Json => ({ description, schema: { type: 'integer', minimum: 0 } });

export const HEADERS = {
  ETag: text('The revision of the thing, or a hash of the answer.', '"7"'),
  'X-Correlation-Id': text('Stands in every line that Bole logs of this request.'),
  'RateLimit-Limit': whole('Requests in the present window.'),
  'RateLimit-Remaining': whole('Requests that are left in it.'),
  'RateLimit-Reset': whole('Seconds until the next window.'),
  'Retry-After': whole('Seconds after which to ask again.'),
  'WWW-Authenticate': text('How to sign in.', 'Bearer realm="Bole"'),
  'Preference-Applied': text('What is granted of Prefer.', 'wait=5'),
  'Idempotency-Replayed': text('`true`: the answer to the first request with this Idempotency-Key.', 'true'),
} as const satisfies Readonly<Record<string, Json>>;

export const PARAMETERS = {
  lang: {
    name: 'lang',
    in: 'query',
    description: 'The language of texts; Accept-Language counts where it is not given, else Chinese.',
    schema: { type: 'string', enum: ['zh', 'en'] },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'An ETag that you have: 304 when it still holds.',
    schema: { type: 'string' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag that you read: 412 when the thing has moved on.',
    schema: { type: 'string' },
    example: '"7"',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Chosen by you, one for each intent: a request that comes twice is carried out once (24 hours).',
    schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
  },
  // No pattern: what a server does not know of a preference it leaves aside (RFC 7240, 2).
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description:
      '`wait=n` (RFC 7240): how many seconds the answer may wait for what becomes of it, 10 at most.',
    schema: { type: 'string' },
    example: 'wait=5',
  },
} as const satisfies Readonly<Record<string, Json>>;

export const SECURITY_SCHEMES = {
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'bole_…',
    description: 'A city’s API key, with the scopes that it was given.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'bole',
    description: 'A person’s session, as signing in sets it; over https its name is __Host-bole.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'x-csrf-token',
    description: 'The session’s token, for everything that changes something.',
  },
} as const satisfies Readonly<Record<string, Json>>;

const OF_STATUS: Readonly<Record<number, readonly (keyof typeof HEADERS)[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
};

/** `components.responses.Problem<status>`: the codes of one status. */
export function problemResponse(status: number): Json {
  const lines = codesOf(status).map(([code, { en, zh }]) => `- \`${code}\`: ${en} · ${zh}`);
  return {
    description: lines.length === 0 ? `Status ${status}.` : lines.join('\n'),
    headers: headersOf(['X-Correlation-Id', ...(OF_STATUS[status] ?? [])]),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

export function headersOf(names: readonly (keyof typeof HEADERS)[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
