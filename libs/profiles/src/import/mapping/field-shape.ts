import { currency, daySpan, industryCode, landRange, localized, moneyRange, place } from '@bole/contracts';
import { z } from 'zod';
import { type ImportTarget, RECORD_FIELDS } from '../import-kind';

/** What a field takes, as far as turning a cell into it needs to know. The contracts' schema checks the rest. */
export type FieldShape =
  | { readonly type: 'number' | 'boolean' | 'date' | 'instant' | 'version' }
  | { readonly type: 'text' | 'industry' | 'division' | 'country' | 'currency' | 'place' | 'localized' }
  | { readonly type: 'money-range' | 'land-range' | 'day-span' }
  | { readonly type: 'choice'; readonly values: readonly string[] }
  | { readonly type: 'list'; readonly of: FieldShape };

/** A step of a path that stands for the items of a list, one by one: `contacts.*.name`. */
export const EACH = '*';

/** The fields of one kind of import, found by their paths in the contracts' schema. */
export class FieldShapes {
  private readonly schema: JsonSchema;

  constructor(private readonly target: ImportTarget) {
    this.schema = jsonSchema(target.event.data);
  }

  /**
   * A path as the import writes it: `profile.` left out, a list's items written out (`contacts.name` and `contacts[].name`
   * are `contacts.*.name`; `contacts[1].name` is `contacts.1.name`). Undefined where the contracts have no such field.
   */
  normalize(path: string): string | undefined {
    const given = path
      .replace(/\[(\d*)\]/g, '.$1')
      .split('.')
      .filter((step) => step !== '');
    const steps = given[0] === this.target.root ? given.slice(1) : given;
    const found = steps.length === 0 ? undefined : walk(this.schema, this.absolute(steps));
    if (found === undefined || shapeOf(found.schema, found.steps.at(-1) ?? '') === undefined)
      return undefined;
    return (found.steps[0] === this.target.root ? found.steps.slice(1) : found.steps).join('.');
  }

  /** The shape of a path, normalised or not; undefined where there is no such field. */
  shape(path: string): FieldShape | undefined {
    if (path === 'version' && this.target.root !== undefined) return { type: 'version' };
    const steps = path.split('.');
    const found = walk(this.schema, this.absolute(steps));
    return found === undefined ? undefined : shapeOf(found.schema, steps.at(-1) ?? '');
  }

  /** Whether the contracts have this path at all, be it one that no single cell can hold. */
  has(path: string): boolean {
    return walk(this.schema, this.absolute(path.split('.'))) !== undefined;
  }

  /** Where a path stands in the event's data. */
  absolute(steps: readonly string[]): readonly string[] {
    const { root } = this.target;
    return root === undefined || (RECORD_FIELDS as readonly string[]).includes(steps[0] ?? '')
      ? steps
      : [root, ...steps];
  }
}

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

function walk(
  schema: JsonSchema,
  steps: readonly string[],
): { schema: JsonSchema; steps: string[] } | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return { schema, steps: [] };
  for (const branch of schema.anyOf ?? []) {
    const found = walk(branch, steps);
    if (found !== undefined) return found;
  }
  if (schema.items !== undefined) {
    const item = /^\d$/.test(step) || step === EACH ? step : undefined;
    const found = walk(schema.items, item === undefined ? steps : rest);
    return found === undefined ? undefined : { schema: found.schema, steps: [item ?? EACH, ...found.steps] };
  }
  // What every object inherits (`__proto__`, `constructor`) is no field.
  const member =
    schema.properties !== undefined && Object.hasOwn(schema.properties, step)
      ? schema.properties[step]
      : undefined;
  const found = member === undefined ? undefined : walk(member, rest);
  return found === undefined ? undefined : { schema: found.schema, steps: [step, ...found.steps] };
}

function shapeOf(schema: JsonSchema, name: string): FieldShape | undefined {
  if (schema.items !== undefined) {
    const of = shapeOf(schema.items, name);
    return of === undefined ? undefined : { type: 'list', of };
  }
  switch (schema.type) {
    case 'object':
      return shapeOfObject(schema);
    case 'string':
      return shapeOfString(schema, name);
    case 'number':
    case 'integer':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    default:
      return undefined;
  }
}

function shapeOfString(schema: JsonSchema, name: string): FieldShape {
  if (schema.enum !== undefined) return { type: 'choice', values: schema.enum };
  if (schema.format === 'date') return { type: 'date' };
  if (schema.format === 'date-time') return { type: 'instant' };
  if (schema.pattern === INDUSTRY) return { type: 'industry' };
  if (schema.pattern === CURRENCY) return { type: name === 'country' ? 'country' : 'currency' };
  if (schema.pattern === DIVISION) return { type: 'division' };
  return { type: 'text' };
}

/** Objects that one cell can hold are told by their members; the others have fields of their own only. */
function shapeOfObject(schema: JsonSchema): FieldShape | undefined {
  const members = Object.keys(schema.properties ?? {}).filter((member) => member !== 'aliases');
  return OBJECTS.find(
    ({ names }) => names.length === members.length && names.every((name) => members.includes(name)),
  )?.shape;
}

const members = (schema: z.ZodType) => Object.keys(jsonSchema(schema).properties ?? {});
const OBJECTS: readonly { readonly names: readonly string[]; readonly shape: FieldShape }[] = [
  { names: members(place), shape: { type: 'place' } },
  { names: members(localized), shape: { type: 'localized' } },
  { names: members(moneyRange), shape: { type: 'money-range' } },
  { names: members(landRange), shape: { type: 'land-range' } },
  { names: members(daySpan), shape: { type: 'day-span' } },
];
const INDUSTRY = jsonSchema(industryCode).pattern;
const CURRENCY = jsonSchema(currency).pattern;
const DIVISION = jsonSchema(place).properties?.['division']?.pattern;
