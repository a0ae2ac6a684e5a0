import { KEY_SCOPES, type Permission, type Role, ROLES } from '@bole/access';
import { csrfTokenOf } from '../../libs/access/src/secret';
import { type House, type HousePerson } from '../support/house';

/** Somebody who asks over HTTP, with what it presents. */
export interface Asker {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for keys and for nobody. */
  readonly person?: HousePerson;
  readonly role?: Role;
  /** Of a key. */
  readonly scopes?: readonly Permission[];
}

export const NOBODY: Asker = { name: 'nobody', headers: {} };

/** Whoever may ask for one city: a person of each role, a key with all scopes, and keys with all but one. */
export interface Askers {
  readonly people: Readonly<Record<Role, Asker>>;
  readonly key: Asker;
  /** A key with every scope but this one; where no key may have it, one with all. */
  keyWithout(permission: Permission): Promise<Asker>;
}

export async function askersOf(house: House, city: string): Promise<Askers> {
  const people = {} as Record<Role, Asker>;
  for (const role of ROLES) people[role] = asPerson(role, await house.person(role, city));
  const key = async (name: string, scopes: readonly Permission[]): Promise<Asker> => ({
    name,
    scopes,
    headers: { authorization: `Bearer ${await house.key(city, scopes)}` },
  });
  const lacking = new Map<Permission, Promise<Asker>>();
  return {
    people,
    key: await key('a key with all scopes', KEY_SCOPES),
    keyWithout(permission) {
      const kept = lacking.get(permission);
      if (kept !== undefined) return kept;
      const scopes = KEY_SCOPES.filter((scope) => scope !== permission);
      const made = key(`a key without ${permission}`, scopes);
      lacking.set(permission, made);
      return made;
    },
  };
}

/** A session in a browser: its cookie, and the token that comes along with changes. */
export function asPerson(role: Role, person: HousePerson): Asker {
  return {
    name: role,
    role,
    person,
    headers: { cookie: `bole=${person.token}`, 'x-csrf-token': csrfTokenOf(person.token) },
  };
}
