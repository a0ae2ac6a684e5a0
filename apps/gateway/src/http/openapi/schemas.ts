import { z } from 'zod';

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export type Json = Readonly<Record<string, unknown>>;

const COMPONENTS = '#/components/schemas/';

/** Schemas of requests and of answers, each under a name of the collector's own, and the components that they refer to. */
export interface CollectedSchemas {
  readonly requests: Readonly<Record<string, Json>>;
  readonly answers: Readonly<Record<string, Json>>;
  readonly components: Readonly<Record<string, Json>>;
}

/**
 * Writes zod schemas as JSON Schema. One that carries `.meta({ id })` becomes a component; where what is sent and what
 * is answered differ under one id (defaults filled in, unknown fields refused), what is sent is called `<Id>Input`.
 */
export function collectSchemas(
  requests: Readonly<Record<string, z.ZodType>>,
  answers: Readonly<Record<string, z.ZodType>>,
): CollectedSchemas {
  const sent = convert(requests, 'input');
  const answered = convert(answers, 'output');
  const renamed = new Map<string, string>();
  for (const [id, schema] of Object.entries(sent.components))
    if (id in answered.components && JSON.stringify(schema) !== JSON.stringify(answered.components[id]))
      renamed.set(id, `${id}Input`);
  // Whatever holds a renamed one differs, too.
  for (let found = -1; found !== renamed.size;) {
    found = renamed.size;
    for (const [id, schema] of Object.entries(sent.components))
      if (id in answered.components && [...renamed.keys()].some((other) => refersTo(schema, other)))
        renamed.set(id, `${id}Input`);
  }
  const rename = (schema: Json): Json => withRefs(schema, (id) => COMPONENTS + (renamed.get(id) ?? id));
  const components = {
    ...mapValues(answered.components, (schema) => withRefs(schema, (id) => COMPONENTS + id)),
    ...Object.fromEntries(
      Object.entries(sent.components).map(([id, schema]) => [renamed.get(id) ?? id, rename(schema)]),
    ),
  };
  return {
    requests: mapValues(sent.schemas, rename),
    answers: mapValues(answered.schemas, (schema) => withRefs(schema, (id) => COMPONENTS + id)),
    components: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

interface Converted {
  readonly schemas: Readonly<Record<string, Json>>;
  readonly components: Readonly<Record<string, Json>>;
}

function convert(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output'): Converted {
  const { properties = {}, $defs = {} } = z.toJSONSchema(z.object(schemas), {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      // What is sent may hold nothing unknown; what is answered may grow.
      if (def.type === 'object' && def.catchall === undefined) {
        if (io === 'input') jsonSchema.additionalProperties = false;
        else delete jsonSchema.additionalProperties;
      }
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as { properties?: Record<string, Json>; $defs?: Record<string, Json> };
  return { schemas: properties, components: mapValues($defs, withoutId) };
}

/** The name stands in `components` already. */
function withoutId({ id: _id, $id: _uri, ...schema }: Json): Json {
  return schema;
}

function refersTo(schema: unknown, id: string): boolean {
  return JSON.stringify(schema).includes(`"#/$defs/${id}"`);
}

function withRefs(schema: Json, target: (id: string) => string): Json {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? target(value.replace('#/$defs/', '')) : value,
  ) as Json;
}

function mapValues<Value, Mapped>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
