import { type z } from 'zod';

/** What is wrong with one field; the same shape as the kernel's `Problem`. */
export interface FieldProblem {
  readonly code: string;
  readonly field: string;
  readonly value?: string;
  readonly expected: string;
}

type Issue = z.core.$ZodIssue;

/** The issues of a failed parse as problems: code, path, the value found, what would be right. */
export function problemsOf(error: z.ZodError, input: unknown): FieldProblem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, input, []));
}

/** The members of `input` that `output` (what a schema kept of it) does not have. */
export function unknownFields(input: unknown, output: unknown, path: readonly string[] = []): FieldProblem[] {
  if (Array.isArray(input) && Array.isArray(output))
    return input.flatMap((item, at) => unknownFields(item, output[at], [...path, String(at)]));
  if (!isObject(input) || !isObject(output)) return [];
  return Object.entries(input).flatMap(([name, member]) =>
    name in output
      ? unknownFields(member, output[name], [...path, name])
      : [
          {
            code: 'FIELD_UNKNOWN',
            field: dotted([...path, name]),
            value: shorten(member),
            expected: 'no such field',
          },
        ],
  );
}

function problemsOfIssue(issue: Issue, input: unknown, above: readonly PropertyKey[]): FieldProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branch = [...issue.errors].sort((a, b) => a.length - b.length)[0];
    return (branch ?? []).flatMap((inner) => problemsOfIssue(inner, input, path));
  }
  const found = valueAt(input, path);
  const missing = found === undefined && issue.code === 'invalid_type';
  return [
    {
      code: missing ? 'FIELD_MISSING' : codeOf(issue),
      field: dotted(path),
      ...(found === undefined ? {} : { value: shorten(found) }),
      expected: expectedOf(issue),
    },
  ];
}

function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return 'FIELD_TYPE_INVALID';
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'FIELD_TOO_LONG' : 'FIELD_TOO_LARGE';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'FIELD_TOO_SHORT' : 'FIELD_TOO_SMALL';
    case 'unrecognized_keys':
      return 'FIELD_UNKNOWN';
    default:
      return 'FIELD_INVALID';
  }
}

function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'a whole number' : `a value of type ${issue.expected}`;
    case 'too_big':
      return `at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message;
    case 'unrecognized_keys':
      return `none of the fields ${issue.keys.join(', ')}`;
    default:
      return issue.message;
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'an RFC 3339 instant with its zone, such as 2026-11-21T09:30:00+08:00',
  date: 'a calendar date that exists, such as 2026-11-21',
  email: 'an e-mail address',
  base64: 'base64 text',
};

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' items' : '';
}

function dotted(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'value' : path.map(String).join('.');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      isObject(value) || Array.isArray(value) ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    input,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is shown of a wrong value must itself be storable. */
function shorten(value: unknown): string {
  const text = storable(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined'));
  return text.length > 120 ? `${text.slice(0, 120)}… (${text.length} characters)` : text;
}

function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '\ufffd');
}
