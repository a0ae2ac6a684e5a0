import { problemsOf, unknownFields } from '@bole/contracts';
import { InvalidInputError, type Problem, shown } from '@bole/kernel';
import { type FastifyRequest } from 'fastify';
import { type z } from 'zod';
import { type AnyEndpoint, type AnyInput } from './endpoint';
import { HttpProblem } from './http-problem';
import { inspect, parseJson, parseNdjson } from './json-body';
import { QueryText } from './query-text';

export const DEFAULT_BODY_BYTES = 1_048_576;

/** Reads and checks the requests of one endpoint. What it does not know it refuses, so nobody assigns a field unasked. */
export class InputReader {
  private readonly params: TextFields;
  private readonly query: TextFields;

  constructor(private readonly endpoint: AnyEndpoint) {
    this.params = new TextFields(endpoint.params);
    this.query = new TextFields(endpoint.query);
  }

  /** Throws InvalidInputError with every problem of the part that is wrong, HttpProblem 400 for a body that is no JSON. */
  read(request: FastifyRequest): AnyInput {
    const { lang, ...query } = request.query as Record<string, unknown>;
    if (lang !== undefined && lang !== 'zh' && lang !== 'en')
      throw new InvalidInputError([
        { code: 'LANGUAGE_UNKNOWN', field: 'lang', value: shown(lang), expected: 'zh or en' },
      ]);
    return {
      params: this.params.read(request.params, 'path'),
      query: this.query.read(query, 'query'),
      body: this.readBody(request),
    };
  }

  private readBody(request: FastifyRequest): unknown {
    const { body: schema, bodyBytes = DEFAULT_BODY_BYTES, ndjson = false } = this.endpoint;
    const bytes = bytesOf(request);
    if (schema === undefined) {
      if (bytes === undefined || bytes.length === 0) return undefined;
      throw new HttpProblem(400, 'BODY_UNEXPECTED', 'This operation takes no body.');
    }
    if (bytes === undefined || bytes.length === 0) {
      if (schema.safeParse(undefined).success) return schema.parse(undefined);
      throw new HttpProblem(400, 'BODY_MISSING', 'This operation takes a JSON body.');
    }
    const lines = /^application\/x-ndjson\b/i.test(request.headers['content-type'] ?? '');
    if (lines && !ndjson)
      throw new HttpProblem(415, 'MEDIA_TYPE_UNSUPPORTED', 'This operation takes application/json.');
    const value = lines ? parseNdjson(bytes) : parseJson(bytes);
    inspect(value, 'body', Math.ceil(bodyBytes / 100));
    return checked(schema, value);
  }
}

/** The edge's parser hands on bytes, see `GATEWAY_HTTP`. */
export function bytesOf({ body }: FastifyRequest): Buffer | undefined {
  return Buffer.isBuffer(body) ? body : undefined;
}

/** The fields of a path or of a query string. */
class TextFields {
  private readonly text: QueryText | undefined;

  constructor(private readonly schema: z.ZodObject | undefined) {
    this.text = schema && new QueryText(schema);
  }

  read(given: unknown, name: string): Record<string, unknown> {
    const fields = { ...(given as Record<string, unknown> | undefined) };
    inspect(fields, name);
    const unknown = Object.keys(fields).filter((field) => !(field in (this.schema?.shape ?? {})));
    if (unknown.length > 0)
      throw new InvalidInputError(unknown.map((field) => unknownField(field, fields[field])));
    return this.schema === undefined || this.text === undefined
      ? {}
      : (checked(this.schema, this.text.read(fields)) as Record<string, unknown>);
  }
}

function unknownField(field: string, value: unknown): Problem {
  return { code: 'FIELD_UNKNOWN', field, value: shown(value), expected: 'no such field' };
}

function checked(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidInputError(problemsOf(parsed.error, value));
  const unknown = unknownFields(value, parsed.data);
  if (unknown.length > 0) throw new InvalidInputError(unknown);
  return parsed.data;
}
