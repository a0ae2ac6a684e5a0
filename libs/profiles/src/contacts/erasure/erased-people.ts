import { createHmac } from 'node:crypto';
import { type Transaction } from '@bole/persistence';
import { comparedEmail, comparedName, comparedPhone, type PersonIdentity } from '@bole/platform';

/**
 * Waits for an erasure in one of the cities to have written whom it erases, and makes one that begins now wait until this
 * transaction has ended: so nobody is taken in past an erasure that looks for them at the same time.
 */
export async function beforeErasures(
  transaction: Pick<Transaction, 'query'>,
  cities: readonly string[],
): Promise<void> {
  for (const city of [...new Set(cities)].sort())
    await transaction.query(`select pg_advisory_xact_lock_shared(${LOCK})`, [city]);
}

/** The same, for the erasure itself. */
export async function lockErasures(transaction: Transaction, city: string): Promise<void> {
  await transaction.query(`select pg_advisory_xact_lock(${LOCK})`, [city]);
}

const LOCK = `hashtextextended('erasure ' || $1, 0)`;

/** Somebody, as one city knows them. */
export interface CityPerson {
  readonly city: string;
  readonly identity: PersonIdentity;
}

/** When each of these was last erased in its city; undefined: never. In their order. */
export async function erasedAt(
  transaction: Pick<Transaction, 'query'>,
  people: readonly CityPerson[],
): Promise<(Date | undefined)[]> {
  const cities = [...new Set(people.map(({ city }) => city))];
  const salts = await transaction.query<{ city: string; salt: Buffer }>(
    `select city, salt from intake.erasure_salt where city = any($1::text[])`,
    [cities],
  );
  if (salts.length === 0) return people.map(() => undefined);
  const saltOf = new Map(salts.map(({ city, salt }) => [city, salt]));
  const keys = people.map(({ city, identity }) => {
    const salt = saltOf.get(city);
    return salt === undefined ? [] : personKeys(salt, identity);
  });
  const rows = await transaction.query<{ city: string; key: string; erased_at: Date }>(
    `select city, key, erased_at from intake.erased_person where city = any($1::text[]) and key = any($2::text[])`,
    [cities, keys.flat()],
  );
  const erased = new Map(rows.map((row) => [`${row.city} ${row.key}`, row.erased_at]));
  return people.map(({ city }, at) =>
    (keys[at] ?? [])
      .flatMap((key) => erased.get(`${city} ${key}`) ?? [])
      .reduce<Date | undefined>((last, one) => (last === undefined || one > last ? one : last), undefined),
  );
}

/**
 * What an erased person is recognised by: HMAC-SHA-256, under the salt of the city, of the e-mail address, of the phone
 * number and of the name at the investor. Any of them will do.
 */
export function personKeys(salt: Buffer, { investorId, name, email, phone }: PersonIdentity): string[] {
  const key = (...parts: string[]): string =>
    createHmac('sha256', salt).update(JSON.stringify(parts)).digest('base64url');
  return [
    ...(email === undefined ? [] : [key('email', comparedEmail(email))]),
    ...(phone === undefined ? [] : [key('phone', comparedPhone(phone))]),
    key('name', investorId, comparedName(name)),
  ];
}
