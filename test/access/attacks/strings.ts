import { z } from 'zod';
import { type AnyEndpoint } from '../../../apps/gateway/src/http/endpoint';
import { type Call } from '../api';

/** Long enough that whoever waits for it is noticed on a slow machine as well. */
export const SLEEP_SECONDS = 15;

/** What is tried in every text: each is the way into some interpreter, were one reached. */
export const PAYLOADS: readonly string[] = [
  `' or '1'='1`,
  `'; drop table intake.project; --`,
  `' union select null, version() --`,
  `1; select pg_sleep(${SLEEP_SECONDS})`,
  `' || (select pg_sleep(${SLEEP_SECONDS})) || '`,
  `$1`,
  `\\`,
  `%`,
  `{"$gt": ""}`,
  `{"match_all": {}}`,
  `{{7*191}}`,
  '${7*191}',
  `<%= 7*191 %>`,
  `<script>alert(191)</script>`,
  `"><img src=x onerror=alert(191)>`,
  `a\r\nx-injected: yes\r\n\r\n<html>`,
  `a\n{"level":"fatal","msg":"injected"}`,
  `../../../../../../etc/passwd`,
  `..%2f..%2fetc%2fpasswd%00.json`,
  `=cmd|' /C calc'!A0`,
  `\u0000`,
  `\ud800`,
  `\u202e\u2066évil`,
  `${'a'.repeat(3_000)}`,
  `__proto__`,
];

/** A call with one of its texts replaced, and where. */
export interface Injected {
  readonly where: string;
  readonly payload: string;
  readonly call: Call;
}

/**
 * `call` with a text replaced, one at a time: parameters and query with each of `payloads`, and whatever is text in the body with
 * one in `bodyShare` of them, each text with others, so that every one comes into every larger body.
 */
export function* injections(
  endpoint: AnyEndpoint,
  call: Call,
  payloads: readonly string[],
  bodyShare = 1,
): Generator<Injected> {
  const params = Object.keys(endpoint.params?.shape ?? {});
  const query = [...Object.keys(endpoint.query?.shape ?? {}), 'lang', 'unknown'];
  for (const payload of payloads) {
    for (const name of params)
      yield {
        where: `path ${name}`,
        payload,
        call: { ...call, params: { ...call.params, [name]: payload } },
      };
    for (const name of query)
      yield { where: `query ${name}`, payload, call: { ...call, query: { ...call.query, [name]: payload } } };
  }
  for (const [at, path] of textsOf(call.body).entries())
    for (const payload of payloads.filter((_payload, which) => (which + at) % bodyShare === 0))
      yield {
        where: `body ${path.join('.')}`,
        payload,
        call: { ...call, body: withText(call.body, path, payload) },
      };
}

/** A body that the endpoint takes, with as many of its members as an example shows. */
export function exampleBody({ body, example }: AnyEndpoint): unknown {
  if (body === undefined) return undefined;
  if (example?.body !== undefined) return example.body;
  const { examples } = (z.globalRegistry.get(body) ?? {}) as { examples?: readonly unknown[] };
  return examples?.[0];
}

function textsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  // Of a list, the first item stands for all.
  const members = Array.isArray(value) ? Object.entries(value).slice(0, 1) : Object.entries(value);
  return members.flatMap(([name, member]) => textsOf(member, [...path, name]));
}

function withText(value: unknown, [name, ...rest]: readonly string[], text: string): unknown {
  if (name === undefined) return text;
  const member = withText((value as Record<string, unknown>)[name], rest, text);
  if (!Array.isArray(value)) return { ...(value as object), [name]: member };
  return value.map((item, at) => (String(at) === name ? member : (item as unknown)));
}
