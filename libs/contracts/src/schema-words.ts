import { type JsonSchema, type SchemaField } from './schema-fields';

/** What a field may hold, in a few words for a page. */
export function valuesOf({ schema, many }: SchemaField): string {
  return `${many ? 'list of ' : ''}${typeOf(schema)}`;
}

function typeOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map(String).join(', ');
  if (schema.format === 'date-time') return 'instant';
  if (schema.format === 'date') return 'date';
  if (schema.format === 'email') return 'e-mail';
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'integer' || schema.type === 'number')
    return `${schema.type === 'integer' ? 'whole number' : 'number'}${boundsOf(schema)}`;
  return schema.maxLength === undefined ? 'text' : `text up to ${grouped(schema.maxLength)} characters`;
}

function boundsOf({ minimum, exclusiveMinimum, maximum }: JsonSchema): string {
  const least =
    exclusiveMinimum !== undefined
      ? ` above ${exclusiveMinimum}`
      : minimum !== undefined
        ? ` from ${minimum}`
        : '';
  return maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
    ? least
    : `${least} to ${grouped(maximum)}`;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
