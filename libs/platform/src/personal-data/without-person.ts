import { type Person, type PersonIdentity } from './person';

/** Members that say which record it is, or when: they hold nothing of a person, and nothing may change in them. */
const IDENTITY: ReadonlySet<string> = new Set([
  ...[
    'id',
    'source',
    'sourceId',
    'tenant',
    'version',
    'kind',
    'city',
    'division',
    'occurredAt',
    'rejectedAt',
    'at',
  ],
]);

interface Options {
  /** The investor that all of it is about, where that is known: the person's name goes too, then. */
  readonly aboutInvestor?: string | null;
  /** The investor whose people stand in a member `contacts`. */
  readonly contactsOf?: string;
}

/**
 * A JSON value without the person, the same object where it does not carry it: entries of `contacts` that are the person
 * go; in texts what it is known by is blotted out, and so is its name in the texts beside those.
 */
export function withoutPerson<Value>(value: Value, person: Person, options: Options = {}): Value {
  return cleaned(value, person, options) as Value;
}

function cleaned(value: unknown, person: Person, options: Options): unknown {
  if (typeof value === 'string') return person.redact(value, options.aboutInvestor);
  if (Array.isArray(value)) return cleanedList(value, person, options);
  if (typeof value !== 'object' || value === null) return value;
  const members = cleanedMembers(value, person, options);
  const carried = Object.entries(value).some(
    ([name, member]) => typeof member === 'string' && members[name] !== member,
  );
  const all = carried
    ? cleanedMembers(value, person, { ...options, aboutInvestor: person.identity.investorId })
    : members;
  return Object.entries(value).every(([name, member]) => all[name] === member) ? value : all;
}

function cleanedMembers(value: object, person: Person, options: Options): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      if (IDENTITY.has(name)) return [name, member];
      const people =
        name === 'contacts' && Array.isArray(member) ? othersOf(member, person, options) : member;
      return [name, cleaned(people, person, options)];
    }),
  );
}

function othersOf(contacts: readonly unknown[], person: Person, { contactsOf }: Options): readonly unknown[] {
  const others = contacts.filter((contact) => {
    const identity = identityOf(contact, contactsOf ?? '');
    return identity === undefined || !person.is(identity);
  });
  return others.length === contacts.length ? contacts : others;
}

function cleanedList(items: readonly unknown[], person: Person, options: Options): readonly unknown[] {
  const all = items.map((item) => cleaned(item, person, options));
  return all.every((item, at) => item === items[at]) ? items : all;
}

function identityOf(contact: unknown, investorId: string): PersonIdentity | undefined {
  if (typeof contact !== 'object' || contact === null) return undefined;
  const { name, email, phone } = contact as Record<string, unknown>;
  return {
    investorId,
    name: typeof name === 'string' ? name : '',
    email: typeof email === 'string' ? email : undefined,
    phone: typeof phone === 'string' ? phone : undefined,
  };
}
