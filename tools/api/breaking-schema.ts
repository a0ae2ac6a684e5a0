/** JSON Schema as far as Bole's OpenAPI has it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly [other: string]: unknown;
}

/** Finds a `$ref`. */
export type Resolve = (schema: Schema) => Schema;

/**
 * Which way a value goes. `request`: what a client sends under the old contract must still be taken. `answer`: what it
 * gets under the new one must be what the old one promised.
 */
export type Direction = 'request' | 'answer';

/** What about `now` breaks a client that was built on `before`; nothing when it does not. */
export class SchemaComparison {
  private readonly open = new Set<string>();

  constructor(
    private readonly direction: Direction,
    private readonly resolveBefore: Resolve,
    private readonly resolveNow: Resolve,
  ) {}

  breaks(beforeGiven: Schema, nowGiven: Schema, at: string): string[] {
    // A schema that holds itself is compared once.
    const pair = `${beforeGiven.$ref ?? ''} ${nowGiven.$ref ?? ''}`;
    if (beforeGiven.$ref !== undefined && nowGiven.$ref !== undefined) {
      if (this.open.has(pair)) return [];
      this.open.add(pair);
    }
    const before = this.resolveBefore(beforeGiven);
    const now = this.resolveNow(nowGiven);
    const found =
      isUnion(before) || isUnion(now) ? this.unions(before, now, at) : this.singles(before, now, at);
    this.open.delete(pair);
    return found;
  }

  /** Request: every old branch is still taken by one. Answer: every new branch is one of the old. */
  private unions(before: Schema, now: Schema, at: string): string[] {
    const [old, present] = [branchesOf(before), branchesOf(now)];
    const fits =
      this.direction === 'request'
        ? old.every((one) => present.some((other) => this.breaks(one, other, at).length === 0))
        : present.every((one) => old.some((other) => this.breaks(other, one, at).length === 0));
    return fits ? [] : [`${at}: the alternatives are others`];
  }

  private singles(before: Schema, now: Schema, at: string): string[] {
    if (before.allOf !== undefined || now.allOf !== undefined)
      return JSON.stringify(before) === JSON.stringify(now) ? [] : [`${at}: allOf has changed`];
    return [
      ...this.types(before, now, at),
      ...this.values(before, now, at),
      ...(before.format === now.format || now.format === undefined ? [] : this.formats(before, now, at)),
      ...(this.direction === 'request' ? this.bounds(before, now, at) : []),
      ...this.members(before, now, at),
      ...(before.items === undefined || now.items === undefined
        ? []
        : this.breaks(before.items, now.items, `${at}[]`)),
    ];
  }

  private types(before: Schema, now: Schema, at: string): string[] {
    const [old, present] = [typesOf(before), typesOf(now)];
    const [given, taken] = this.direction === 'request' ? [old, present] : [present, old];
    if (taken === undefined) return [];
    const fits = given?.every(
      (type) => taken.includes(type) || (type === 'integer' && taken.includes('number')),
    );
    return fits === true
      ? []
      : [`${at}: the type was ${old?.join('|') ?? 'any'}, is ${present?.join('|') ?? 'any'}`];
  }

  private values(before: Schema, now: Schema, at: string): string[] {
    const [old, present] = [valuesOf(before), valuesOf(now)];
    const [given, taken] = this.direction === 'request' ? [old, present] : [present, old];
    if (taken === undefined || (this.direction === 'answer' && before['x-extensible-enum'] === true))
      return [];
    const beyond = given?.filter((value) => !taken.includes(value));
    if (beyond?.length === 0) return [];
    const which = beyond?.map(String).join(', ') ?? 'any value';
    return [`${at}: ${which} ${this.direction === 'request' ? 'is no longer taken' : 'may come now'}`];
  }

  private formats(before: Schema, now: Schema, at: string): string[] {
    // A format that is new narrows what may be sent; what is answered may become more exact.
    if (this.direction === 'answer' && before.format === undefined) return [];
    return [`${at}: the format was ${before.format ?? 'any'}, is ${now.format ?? 'any'}`];
  }

  private bounds(before: Schema, now: Schema, at: string): string[] {
    const narrower = (name: string, isNarrower: (old: number, present: number) => boolean): string[] => {
      const [old, present] = [before[name], now[name]];
      if (typeof present !== 'number' || (typeof old === 'number' && !isNarrower(old, present))) return [];
      return [`${at}: ${name} was ${typeof old === 'number' ? old : 'open'}, is ${present}`];
    };
    return [
      ...LEAST.flatMap((name) => narrower(name, (old, present) => present > old)),
      ...MOST.flatMap((name) => narrower(name, (old, present) => present < old)),
      ...(now.pattern === undefined || now.pattern === before.pattern
        ? []
        : [`${at}: the pattern has changed`]),
    ];
  }

  private members(before: Schema, now: Schema, at: string): string[] {
    const { properties: old = {}, required: must = [] } = before;
    const { properties: present = {}, required: mustNow = [] } = now;
    const both = Object.keys(old).filter((name) => name in present);
    const gone = Object.keys(old).filter((name) => !(name in present));
    const inside = both.flatMap((name) =>
      this.breaks(old[name] as Schema, present[name] as Schema, `${at}.${name}`),
    );
    if (this.direction === 'answer')
      return [
        ...gone.map((name) => `${at}.${name}: the field was removed`),
        ...must
          .filter((name) => name in present && !mustNow.includes(name))
          .map((name) => `${at}.${name}: may be missing now`),
        ...inside,
      ];
    const closed = now.additionalProperties === false;
    return [
      ...(closed ? gone.map((name) => `${at}.${name}: the field is no longer taken`) : []),
      ...(closed && before.additionalProperties !== false && isObject(before)
        ? [`${at}: other fields are no longer taken`]
        : []),
      ...mustNow.filter((name) => !must.includes(name)).map((name) => `${at}.${name}: is required now`),
      ...inside,
    ];
  }
}

const LEAST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const MOST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

function isUnion(schema: Schema): boolean {
  return schema.anyOf !== undefined || schema.oneOf !== undefined;
}

function branchesOf(schema: Schema): readonly Schema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

function typesOf({ type }: Schema): readonly string[] | undefined {
  return typeof type === 'string' ? [type] : type;
}

function valuesOf(schema: Schema): readonly unknown[] | undefined {
  return 'const' in schema ? [schema.const] : schema.enum;
}

function isObject(schema: Schema): boolean {
  return typesOf(schema)?.includes('object') === true;
}
