import { type Permission } from '@bole/access';
import { type z } from 'zod';
import { type StreamedAnswer } from './streamed-answer';

/** What the operations of the API are grouped by, in its order. */
export const TAGS = {
  session: { zh: '登录与账户', en: 'Signing in, and one’s own account' },
  investors: { zh: '投资商', en: 'Investors' },
  projects: { zh: '城市项目', en: 'City projects' },
  signals: { zh: '线上与线下信号', en: 'Signals, online and offline' },
  leads: { zh: '线索', en: 'Leads: who for which project, and why' },
  matching: { zh: '即时匹配与比较', en: 'Match on demand, and compare' },
  insight: { zh: '漏斗、归因与导出', en: 'Funnels, attribution and exports' },
  reference: { zh: '行业、地区、币种与模型', en: 'Taxonomy look-ups and the model in use' },
  contacts: { zh: '联系人与个人信息', en: 'Contacts and personal data' },
  notes: { zh: '备注与共享', en: 'Notes and shares' },
  webhooks: { zh: '回调', en: 'Webhooks' },
  keys: { zh: 'API 密钥', en: 'API keys' },
  people: { zh: '人员', en: 'People' },
  mails: { zh: '邮件', en: 'Mails' },
  city: { zh: '城市设置', en: 'A city’s own settings' },
  models: { zh: '模型', en: 'Models' },
  audit: { zh: '审计', en: 'Audit' },
} as const;
export type Tag = keyof typeof TAGS;

/** A permission; `signed-in`: any person or key; `anyone`: no sign-in, and no sight of what a city keeps. */
export type Access = Permission | 'signed-in' | 'anyone';

/** One way to answer. Nothing but `description`: an empty answer. */
export interface Answer {
  readonly description: string;
  /** Of the JSON answer. */
  readonly schema?: z.ZodType;
  /** Media types of a `StreamedAnswer`, such as text/csv. */
  readonly types?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}
export type Answers = Readonly<Record<number, Answer>>;

type FieldsOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : Record<string, never>;

/** A request after validation. */
export interface EndpointInput<Params, Query, Body> {
  readonly params: FieldsOf<Params>;
  readonly query: FieldsOf<Query>;
  readonly body: Body extends z.ZodType ? z.output<Body> : undefined;
}

export type AnyInput = EndpointInput<z.ZodObject, z.ZodObject, z.ZodType>;

/** Deeply readonly, so that a handler may hand over what it may not change. */
type Frozen<Value> = Value extends (...args: never[]) => unknown
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: Frozen<Value[Name]> }
      : Value;

type AnswerValue<One> =
  | (One extends { readonly schema: infer Schema extends z.ZodType } ? Frozen<z.output<Schema>> : never)
  | (One extends { readonly types: readonly string[] } ? StreamedAnswer : never)
  | (One extends { readonly schema: z.ZodType } | { readonly types: readonly string[] } ? never : void);

/** What is changed, or whose data is read, as the audit names it. */
export interface AuditObject {
  readonly kind: string;
  readonly id: string;
}

/** One operation of the API. Route, guard, validation, OpenAPI and the access matrix all follow from it. */
export interface EndpointDeclaration<
  Params extends z.ZodObject | undefined = z.ZodObject | undefined,
  Query extends z.ZodObject | undefined = z.ZodObject | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  All extends Answers = Answers,
> {
  /** operationId, unique. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1, with `:name` for each member of `params`; no slash at either end. */
  readonly path: string;
  readonly tag: Tag;
  readonly access: Access;
  readonly summary: string;
  readonly description?: string;
  readonly params?: Params;
  /** Fields of the query string. Numbers, booleans and lists are read from text by the schema's own types; `lang` is always there. */
  readonly query?: Query;
  readonly body?: Body;
  /** Largest body; default 1 MiB. Keys are limited to one per 100 bytes. */
  readonly bodyBytes?: number;
  /** Also takes NDJSON: its lines become the `items` of the body. */
  readonly ndjson?: boolean;
  /** The first 2xx is the usual one; for another, call `setStatus`. */
  readonly answers: All;
  /** Statuses of problems besides those that follow from the declaration (400, 401, 403, 409, 412, 413, 415, 422, 428, 429, 500). */
  readonly problems?: readonly number[];
  /** Takes Idempotency-Key: its good answer is kept for a day. Not for an answer that holds a secret. Other changes refuse one. */
  readonly idempotent?: boolean;
  /** Takes `Prefer: wait=n`: 202 when that is not long enough, else another answer. Read it with `@PreferredWait()`. */
  readonly prefersWait?: boolean;
  /** Takes If-Match: read it with `@IfMatch()`, or compare with `requireMatch`. `required` answers 428 without one. */
  readonly ifMatch?: 'required' | 'optional';
  /** Cache-Control of a good answer; default no-store. */
  readonly cache?: string;
  /**
   * Leaves an entry in the audit before the answer goes out; if it cannot, the request fails. A change that only the
   * database keeps says `together`: it commits with its entry, or not at all.
   */
  readonly audit?: {
    /** Dotted, the thing first: `contact.read`. */
    readonly action: string;
    readonly together?: true;
    object(this: void, input: EndpointInput<Params, Query, Body>, answer: ValueOf<All>): AuditObject;
  };
  /** A request that works on the samples, for the docs page. */
  readonly example?: {
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly body?: unknown;
  };
}

type ValueOf<All> = { [Status in keyof All]: AnswerValue<All[Status]> }[keyof All];

/** A declaration of which only the general shape is known. `audit` is left out: its argument types differ with each. */
export type AnyEndpoint = Omit<EndpointDeclaration, 'audit'> & {
  readonly audit?: {
    readonly action: string;
    readonly together?: true;
    object(this: void, input: never, answer: never): AuditObject;
  };
};

/** What `@Input()` gives the handler of a declaration. */
export type InputOf<Declared> =
  Declared extends EndpointDeclaration<infer Params, infer Query, infer Body, infer _All>
    ? EndpointInput<Params, Query, Body>
    : never;

/** What the handler of a declaration may return. */
export type AnswerOf<Declared> = Declared extends { readonly answers: infer All } ? ValueOf<All> : never;

/** Declares one operation. Throws at once on what a type cannot say. */
export function endpoint<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  const All extends Answers = Answers,
>(declaration: EndpointDeclaration<Params, Query, Body, All>): EndpointDeclaration<Params, Query, Body, All> {
  const { id, method, path, params, body, answers } = declaration;
  const fault = (what: string): Error => new Error(`Endpoint ${id} ${what}`);
  const inPath = pathParams(path);
  const declared = Object.keys(params?.shape ?? {});
  if (path.startsWith('/') || path.endsWith('/')) throw fault(`has a slash at an end of its path "${path}"`);
  if (inPath.join() !== declared.join())
    throw fault(`has ${inPath.join() || 'nothing'} in its path, but params ${declared.join() || 'none'}`);
  if (body !== undefined && (method === 'GET' || method === 'DELETE'))
    throw fault(`is a ${method} with a body`);
  if (declaration.idempotent === true && (declaration.access === 'anyone' || isStreamed(answers)))
    throw fault('cannot keep its answer for an Idempotency-Key: it is streamed, or for anyone');
  if (declaration.audit !== undefined && declaration.access === 'anyone')
    throw fault('has an audit, but nobody who is known asks for it');
  if (declaration.prefersWait === true && answers[202] === undefined)
    throw fault('waits as is preferred, but has no answer of status 202 for what takes longer');
  if (usualStatus(answers) === undefined) throw fault('has no answer of status 2xx');
  return declaration;
}

function isStreamed(answers: Answers): boolean {
  return Object.values(answers).some(({ types }) => types !== undefined);
}

export function pathParams(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name ?? '');
}

/** The first 2xx of the answers. */
export function usualStatus(answers: Answers): number | undefined {
  return Object.keys(answers)
    .map(Number)
    .find((status) => status >= 200 && status < 300);
}

export const API_PREFIX = 'api/v1';
