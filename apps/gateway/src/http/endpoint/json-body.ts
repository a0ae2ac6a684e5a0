import { InvalidInputError, type Problem, shown } from '@bole/kernel';
import { HttpProblem } from './http-problem';

/** How deep objects and lists may lie in one another. */
export const MAX_DEPTH = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON bytes as a value. Throws HttpProblem 400 for what is no JSON in UTF-8. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes)) as unknown;
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'it is not UTF-8';
    throw new HttpProblem(400, 'JSON_MALFORMED', `The body is no JSON: ${why}.`);
  }
}

/** NDJSON bytes as `{ items }`: one JSON value a line; empty lines count for nothing. */
export function parseNdjson(bytes: Buffer): { readonly items: readonly unknown[] } {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new HttpProblem(400, 'JSON_MALFORMED', 'The body is not UTF-8.');
  }
  const items = text.split(/\r?\n/).flatMap((line, at): unknown[] => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch (error) {
      throw new HttpProblem(400, 'JSON_MALFORMED', `Line ${at + 1} is no JSON: ${(error as Error).message}.`);
    }
  });
  return { items };
}

interface Visit {
  readonly value: unknown;
  readonly name: string;
  readonly above: Visit | undefined;
  readonly depth: number;
}

/**
 * Looks at a value from outside before anything else does: not deeper than 32, not more than `maxMembers` members in
 * all, no key that reaches for a prototype, no text that Postgres cannot hold (NUL, halves of surrogate pairs).
 * Throws InvalidInputError at the first fault. Not recursive, so that no depth can break it.
 */
export function inspect(value: unknown, name: string, maxMembers = 10_000): void {
  let members = 0;
  const visits: Visit[] = [{ value, name, above: undefined, depth: 0 }];
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const fault = faultOf(visit);
    if (fault !== undefined) throw new InvalidInputError([{ ...fault, field: pathOf(visit) }]);
    if (typeof visit.value !== 'object' || visit.value === null) continue;
    for (const [key, member] of Object.entries(visit.value)) {
      if (++members > maxMembers)
        throw new InvalidInputError([
          { code: 'JSON_TOO_MANY_MEMBERS', field: name, expected: `at most ${maxMembers} members in all` },
        ]);
      visits.push({ value: member, name: key, above: visit, depth: visit.depth + 1 });
    }
  }
}

function faultOf({ value, name, depth, above }: Visit): Omit<Problem, 'field'> | undefined {
  if (depth > MAX_DEPTH) return { code: 'JSON_TOO_DEEP', expected: `at most ${MAX_DEPTH} levels` };
  if (above !== undefined && !Array.isArray(above.value) && reachesForPrototype(name, value))
    return { code: 'FIELD_UNKNOWN', value: name, expected: 'no such field' };
  if (!storable(name) || (typeof value === 'string' && !storable(value)))
    return {
      code: 'TEXT_UNSTORABLE',
      value: shown(visible(typeof value === 'string' ? value : name)),
      expected: 'text without NUL characters and without halves of surrogate pairs',
    };
  return undefined;
}

function reachesForPrototype(name: string, value: unknown): boolean {
  if (name === '__proto__') return true;
  return name === 'constructor' && typeof value === 'object' && value !== null && 'prototype' in value;
}

/** With the `u` flag a whole pair is one character, so only halves are surrogates. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

function storable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

function visible(text: string): string {
  return text.replace(new RegExp(UNSTORABLE, 'gu'), '\ufffd');
}

function pathOf(visit: Visit): string {
  const steps: string[] = [];
  for (let at: Visit | undefined = visit; at?.above !== undefined; at = at.above)
    steps.unshift(visible(at.name));
  return steps.length === 0 ? visit.name : steps.join('.');
}
