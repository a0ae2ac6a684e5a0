import { partyRefText } from '@bole/contracts';
import { type Person, withoutPerson } from '@bole/platform';
import { NO_CITY } from '@bole/taxonomy';
import { registrationOf } from '../../profile-identity';
import { derivedId } from '@bole/kernel';

/** Which records a city's person may be taken out of. */
export interface RecordOwner {
  readonly city: string;
  /** `partyRefText` of the city's records of the person's investor. */
  readonly refs: ReadonlySet<string>;
}

/**
 * The value of a record that submits an investor, without the person; undefined where it stays as it is: it does not carry
 * the person, or is another city's. What cannot be read as JSON is searched as text. `ref`: which record it is of.
 */
export function redactedSubmission(
  value: Buffer | null,
  person: Person,
  owner: RecordOwner,
): { readonly value: Buffer; readonly ref: string | undefined } | undefined {
  if (value === null) return undefined;
  const data = asJson(value);
  if (data === undefined) {
    const text = redactedText(value, person);
    return text && { value: text, ref: undefined };
  }
  if (!isObject(data) || (data['tenant'] ?? NO_CITY) !== owner.city) return undefined;
  const { source, sourceId } = data;
  const ref =
    typeof source === 'string' && typeof sourceId === 'string'
      ? partyRefText({ source, sourceId })
      : undefined;
  const cleared = withoutPerson(data, person, { contactsOf: investorOf(data, ref, person, owner) });
  return cleared === data ? undefined : { value: Buffer.from(JSON.stringify(cleared)), ref };
}

/** The value of a record of the rejected topic, without the person in the reasons or in the original bytes. */
export function redactedRejection(
  value: Buffer | null,
  person: Person,
  owner: RecordOwner,
): Buffer | undefined {
  const data = value === null ? undefined : asJson(value);
  if (!isObject(data) || !isObject(data['original'])) return undefined;
  const { original, problems } = data as { original: { value?: unknown }; problems?: unknown };
  const bytes = typeof original.value === 'string' ? Buffer.from(original.value, 'base64') : null;
  if (!mayBeOurs(bytes, owner)) return undefined;
  const cleared = redactedSubmission(bytes, person, owner)?.value;
  const reasons = withoutPerson(problems, person);
  if (cleared === undefined && reasons === problems) return undefined;
  return Buffer.from(
    JSON.stringify({
      ...data,
      problems: reasons,
      original: cleared === undefined ? original : { ...original, value: cleared.toString('base64') },
    }),
  );
}

/** Reasons say what was found, so what is said of another city's record is not for this city to change. */
function mayBeOurs(bytes: Buffer | null, owner: RecordOwner): boolean {
  const data = bytes === null ? undefined : asJson(bytes);
  return !isObject(data) || data['tenant'] === undefined || data['tenant'] === owner.city;
}

/** The investor that a submission is about, as ingest would have it; some other where that cannot be told. */
function investorOf(
  data: Readonly<Record<string, unknown>>,
  ref: string | undefined,
  person: Person,
  { refs }: RecordOwner,
): string {
  if (ref !== undefined && refs.has(ref)) return person.identity.investorId;
  // An edit in Bole says itself what it is about.
  if (typeof data['about'] === 'string') return data['about'];
  const registration = isObject(data['profile']) ? registrationOf(data['profile'] as never) : undefined;
  if (isObject(registration)) return derivedId('inv', String(registration.scheme), String(registration.id));
  return derivedId('inv', String(data['source']), String(data['sourceId']));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes that are no JSON. In an encoding that nobody knows, addresses and numbers are still found, as they are ASCII. */
function redactedText(value: Buffer, person: Person): Buffer | undefined {
  let text: string;
  let encoding: 'utf8' | 'latin1' = 'utf8';
  try {
    text = utf8.decode(value);
  } catch {
    encoding = 'latin1';
    text = value.toString(encoding);
  }
  const cleared = person.redact(text, person.identity.investorId);
  return cleared === text ? undefined : Buffer.from(cleared, encoding);
}

/** Undefined where it is none. */
function asJson(value: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(value)) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
