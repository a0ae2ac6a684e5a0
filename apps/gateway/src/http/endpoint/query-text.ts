import { type JsonSchema, jsonSchemaOf } from '@bole/contracts';
import { type z } from 'zod';

type Reading = (text: unknown) => unknown;

/**
 * Reads the text of a query string or a path as its schema has it: numbers, booleans and lists (`kind=call&kind=mou`).
 * What cannot be read so stays as it is, and the schema says what is wrong with it.
 */
export class QueryText {
  private readonly readings: ReadonlyMap<string, Reading>;

  constructor(schema: z.ZodObject) {
    const { properties = {} } = jsonSchemaOf(schema);
    this.readings = new Map(Object.entries(properties).map(([name, field]) => [name, readingOf(field)]));
  }

  read(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(given).map(([name, text]) => [name, this.readings.get(name)?.(text) ?? text]),
    );
  }
}

function readingOf(schema: JsonSchema): Reading {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return (text) =>
        typeof text === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return (text) => (text === 'true' ? true : text === 'false' ? false : text);
    case 'array': {
      const item = readingOf(schema.items ?? {});
      return (text) => (Array.isArray(text) ? text : [text]).map(item);
    }
    default:
      return (text) => text;
  }
}
