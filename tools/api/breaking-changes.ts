import { type Direction, type Resolve, type Schema, SchemaComparison } from './breaking-schema';

interface Media {
  readonly schema?: Schema;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}
interface Body {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Answer {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly operationId?: string;
  readonly 'x-access'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses?: Readonly<Record<string, Answer>>;
}
/** OpenAPI as far as it is compared. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * What about the contract `now` breaks a client that was built on `before`, a sentence each: what was removed, what is
 * required newly, what is taken no longer, what may come that was not promised, what fewer may ask for. Additions break
 * nothing, as clients ignore what they do not know.
 */
export function breakingChanges(before: ApiDocument, now: ApiDocument): string[] {
  return Object.entries(before.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) => {
      const name = `${method.toUpperCase()} ${path}`;
      const present = now.paths[path]?.[method];
      if (present === undefined) return [`${name}: the operation was removed`];
      return new OperationComparison(name, before, now).breaks(operation, present);
    }),
  );
}

class OperationComparison {
  private readonly before: <Thing>(thing: Thing) => Thing;
  private readonly now: <Thing>(thing: Thing) => Thing;

  constructor(
    private readonly name: string,
    before: ApiDocument,
    now: ApiDocument,
  ) {
    this.before = resolverOf(before);
    this.now = resolverOf(now);
  }

  breaks(before: Operation, now: Operation): string[] {
    return [
      ...(before.operationId === now.operationId ? [] : [`${this.name}: the operationId has changed`]),
      ...this.access(before['x-access'] ?? 'anyone', now['x-access'] ?? 'anyone'),
      ...this.parameters(before.parameters ?? [], now.parameters ?? []),
      ...this.body(before.requestBody, now.requestBody),
      ...Object.entries(before.responses ?? {})
        .filter(([status]) => Number(status) < 400)
        .flatMap(([status, answer]) => this.answer(status, answer, now.responses?.[status])),
    ];
  }

  private access(before: string, now: string): string[] {
    const looser = now === before || now === 'anyone' || (now === 'signed-in' && before !== 'anyone');
    return looser ? [] : [`${this.name}: was open to ${before}, now needs ${now}`];
  }

  private parameters(before: readonly Parameter[], now: readonly Parameter[]): string[] {
    const keyOf = (parameter: Parameter): string => `${parameter.in} parameter ${parameter.name}`;
    const old = new Map(before.map((one) => this.before(one)).map((one) => [keyOf(one), one]));
    const present = new Map(now.map((one) => this.now(one)).map((one) => [keyOf(one), one]));
    return [
      ...[...old].flatMap(([key, parameter]) => {
        const other = present.get(key);
        return other === undefined
          ? [`${this.name}: ${key} is no longer taken`]
          : this.schemas('request', parameter.schema, other.schema, key);
      }),
      ...[...present]
        .filter(([key, { required }]) => required === true && old.get(key)?.required !== true)
        .map(([key]) => `${this.name}: ${key} is required now`),
    ];
  }

  private body(before: Body | undefined, now: Body | undefined): string[] {
    const becameRequired = now?.required === true && before?.required !== true;
    return [
      ...(becameRequired ? [`${this.name}: a body is required now`] : []),
      ...(before === undefined ? [] : this.contents('request', before.content, now?.content, 'body')),
    ];
  }

  private answer(status: string, beforeGiven: Answer, nowGiven: Answer | undefined): string[] {
    if (nowGiven === undefined) return [`${this.name}: the answer ${status} was removed`];
    const [before, now] = [this.before(beforeGiven), this.now(nowGiven)];
    const gone = Object.keys(before.headers ?? {}).filter((header) => !(header in (now.headers ?? {})));
    return [
      ...gone.map((header) => `${this.name}: ${status} has no header ${header} any more`),
      ...this.contents('answer', before.content, now.content, status),
    ];
  }

  private contents(
    direction: Direction,
    before: Body['content'] = {},
    now: Body['content'] = {},
    at: string,
  ): string[] {
    return Object.entries(before).flatMap(([type, { schema }]) =>
      now[type] === undefined
        ? [`${this.name}: ${at} has no ${type} any more`]
        : this.schemas(direction, schema, now[type].schema, at),
    );
  }

  private schemas(direction: Direction, before: Schema = {}, now: Schema = {}, at: string): string[] {
    return new SchemaComparison(direction, this.before as Resolve, this.now as Resolve)
      .breaks(before, now, at)
      .map((sentence) => `${this.name}: ${sentence}`);
  }
}

/** Follows `#/components/…`. */
function resolverOf({ components = {} }: ApiDocument): <Thing>(thing: Thing) => Thing {
  return <Thing>(thing: Thing): Thing => {
    const { $ref } = thing as { $ref?: unknown };
    if (typeof $ref !== 'string') return thing;
    const [kind = '', name = ''] = $ref.replace('#/components/', '').split('/');
    const found = components[kind]?.[name];
    if (found === undefined) throw new Error(`There is no ${$ref}`);
    return found as Thing;
  };
}
