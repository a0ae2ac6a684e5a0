import { z } from 'zod';

/** JSON Schema as far as zod writes it. */
export interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly [other: string]: unknown;
}

/** One leaf of a schema. */
export interface SchemaField {
  /** Dotted; a list adds no step of its own. */
  readonly path: string;
  /** A list, or inside one. */
  readonly many: boolean;
  /** Required, as is everything above it. */
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** The JSON Schema (draft 7) of what a producer may write: before defaults are filled in, unknown members allowed. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
  }) as JsonSchema;
  return rest;
}

/** The leaves of a schema, in order. Where branches of a union have the same leaf, the first one counts. */
export function schemaFields(schema: JsonSchema): readonly SchemaField[] {
  const fields = new Map<string, SchemaField>();
  for (const field of leavesOf(schema, '', false, true))
    if (!fields.has(field.path)) fields.set(field.path, field);
  return [...fields.values()];
}

function leavesOf(schema: JsonSchema, path: string, many: boolean, required: boolean): SchemaField[] {
  if (schema.properties !== undefined)
    return Object.entries(schema.properties).flatMap(([name, member]) =>
      leavesOf(
        member,
        path === '' ? name : `${path}.${name}`,
        many,
        required && (schema.required ?? []).includes(name),
      ),
    );
  const branches = schema.anyOf ?? schema.allOf;
  if (branches?.some((branch) => branch.properties !== undefined) === true)
    return branches.flatMap((branch) => leavesOf(branch, path, many, required && schema.anyOf === undefined));
  if (schema.type === 'array' && schema.items !== undefined)
    return leavesOf(schema.items, path, true, required);
  return [{ path, many, required, schema }];
}
