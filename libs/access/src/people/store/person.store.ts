import { type Language } from '@bole/kernel';
import { type Transaction, type UnitOfWork } from '@bole/persistence';
import { normalEmail } from '../../email-address';
import { type Role } from '../../permission';

/** A unit of work or an open transaction. */
export type Queries = Pick<UnitOfWork, 'query'>;

export interface Membership {
  readonly city: string;
  readonly role: Role;
  /** The city's names. */
  readonly zh: string;
  readonly en: string;
}

/** A person as sign-in needs it; read under the scope SIGN_IN alone. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly disabled: boolean;
  readonly passwordHash: string | undefined;
  /** The city signed in to last comes first. */
  readonly memberships: readonly Membership[];
}

interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly disabled: boolean;
  readonly password_hash: string | null;
  readonly memberships: readonly Membership[];
}

const ACCOUNT = `
  select person.id, person.email, person.name, person.language, person.disabled_at is not null as disabled,
    password.hash as password_hash,
    coalesce((select jsonb_agg(jsonb_build_object('city', m.city, 'role', m.role, 'zh', c.zh, 'en', c.en)
                order by m.signed_in_at desc nulls last, m.city)
              from access.membership as m join access.city as c on c.code = m.city
              where m.person_id = person.id), '[]') as memberships
  from access.person left join access.password on password.person_id = person.id`;

export async function accountByEmail(queries: Queries, email: string): Promise<Account | undefined> {
  return toAccount(
    await queries.query<AccountRow>(`${ACCOUNT} where person.email = $1`, [normalEmail(email)]),
  );
}

export async function accountById(queries: Queries, id: string): Promise<Account | undefined> {
  return toAccount(await queries.query<AccountRow>(`${ACCOUNT} where person.id = $1`, [id]));
}

function toAccount([row]: readonly AccountRow[]): Account | undefined {
  if (row === undefined) return undefined;
  const { password_hash: hash, ...account } = row;
  return { ...account, passwordHash: hash ?? undefined };
}

export interface NewPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
}

/** Two who make the same person at once: the second finds the first's, and gets its id. */
export async function addPerson(transaction: Transaction, person: NewPerson, now: Date): Promise<string> {
  const [row] = await transaction.query<{ id: string }>(
    `insert into access.person (id, email, name, language, created_at) values ($1, $2, $3, $4, $5)
     on conflict (email) do update set email = excluded.email returning id`,
    [person.id, normalEmail(person.email), person.name, person.language, now],
  );
  return row?.id ?? person.id;
}

export async function setPassword(
  transaction: Transaction,
  personId: string,
  hash: string,
  now: Date,
): Promise<void> {
  await transaction.query(
    `insert into access.password (person_id, hash, changed_at) values ($1, $2, $3)
     on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`,
    [personId, hash, now],
  );
}

/** False when the person is a member of that city already; its role then stays. */
export async function addMembership(
  transaction: Transaction,
  { personId, city, role }: { readonly personId: string; readonly city: string; readonly role: Role },
  now: Date,
): Promise<boolean> {
  const rows = await transaction.query(
    `insert into access.membership (person_id, city, role, joined_at) values ($1, $2, $3, $4)
     on conflict do nothing returning city`,
    [personId, city, role, now],
  );
  return rows.length > 0;
}
